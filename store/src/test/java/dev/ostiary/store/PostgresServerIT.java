package dev.ostiary.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.installation.MasterKeyCheck;
import dev.ostiary.core.node.Heartbeat;
import dev.ostiary.core.node.Heartbeats;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What PostgreSQL stores do with a server that is shared, wrong, or away.
final class PostgresServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static long append(PostgresStore store) {
        return store.transactions().inTransaction(() -> store.changes().append(Change.Kind.KEY, "key"));
    }

    private static void assertUnusable(PostgresConfig config, String reason) {
        for (UnusableDatabaseException refusal : List.of(
                assertThrows(UnusableDatabaseException.class, () -> PostgresStore.inspect(config)),
                assertThrows(UnusableDatabaseException.class, () -> PostgresStore.open(config)))) {
            String message = String.valueOf(refusal.getMessage());
            assertTrue(message.contains(reason) && message.contains(config.place()), message);
            assertFalse(message.contains("hunter2"), message);
        }
    }

    private static List<String> tables(PostgresConfig config) {
        return EmbeddedServer.query(config, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
    }

    /// A new database is empty; once opened it is of this program's version and belongs to the master key it was
    /// given.
    @Test
    void inspect_beforeAndAfterOpen_tells() {
        PostgresConfig config = EmbeddedServer.newDatabase();

        assertTrue(PostgresStore.inspect(config).isEmpty());
        assertEquals(List.of(), tables(config));
        try (PostgresStore store = PostgresStore.open(config)) {
            store.installation().initialise("check");
        }
        assertEquals(new DatabaseState(Schema.VERSION, Map.of(1, "check")), PostgresStore.inspect(config));
    }

    /// Nodes that start at once on a new database all find it ready.
    @Test
    void open_manyAtOnce_allWork() throws Exception {
        PostgresConfig config = EmbeddedServer.newDatabase();
        ExecutorService executor = Executors.newFixedThreadPool(5);
        List<Future<Long>> opened = new ArrayList<>();
        for (int node = 0; node < 5; node++) {
            opened.add(executor.submit(() -> {
                try (PostgresStore store = PostgresStore.open(config)) {
                    return append(store);
                }
            }));
        }
        List<Long> numbers = new ArrayList<>();
        for (Future<Long> each : opened) {
            numbers.add(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        executor.shutdown();

        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), numbers.stream().sorted().toList());
    }

    /// A database of a newer program is left as it is.
    @Test
    void open_newerVersion_isRefused() {
        PostgresConfig config = EmbeddedServer.newDatabase();
        PostgresStore.open(config).close();
        EmbeddedServer.execute(
                config,
                "INSERT INTO schema_history SELECT installed_rank + 1, '" + (Schema.VERSION + 1)
                        + "', description, type, script, checksum, installed_by, installed_on, execution_time, success"
                        + " FROM schema_history WHERE version = '" + Schema.VERSION + "'");
        List<String> before = EmbeddedServer.query(config, "SELECT version FROM schema_history ORDER BY 1");

        assertUnusable(config, "has version " + (Schema.VERSION + 1));
        assertEquals(before, EmbeddedServer.query(config, "SELECT version FROM schema_history ORDER BY 1"));
    }

    /// Another program's database is left as it is.
    @Test
    void open_otherProgramsDatabase_isRefused() {
        PostgresConfig config = EmbeddedServer.newDatabase();
        EmbeddedServer.execute(config, "CREATE TABLE guests (name TEXT)");

        assertUnusable(config, "holds tables of another program");
        assertEquals(List.of("guests"), tables(config));
    }

    /// A server that is not there, and a database that is not, are named with what to do.
    @Test
    void open_away_isRefused() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertUnusable(
                new PostgresConfig("jdbc:postgresql://127.0.0.1:" + free + "/db", "user", Secret.of("hunter2")),
                "cannot be reached");
        assertUnusable(EmbeddedServer.config("missing"), "does not exist");
    }

    /// A user who may not make tables learns that, and a user whom the server does not know is not let in.
    @Test
    void open_userWithoutRights_isRefused() {
        PostgresConfig owner = EmbeddedServer.newDatabase();
        String role = "role_" + owner.place().substring(owner.place().lastIndexOf('/') + 1);
        EmbeddedServer.execute(owner, "CREATE ROLE " + role + " LOGIN");
        PostgresConfig stranger = new PostgresConfig(owner.url(), role, Secret.of("hunter2"));

        assertTrue(PostgresStore.inspect(stranger).isEmpty());
        UnusableDatabaseException refusal =
                assertThrows(UnusableDatabaseException.class, () -> PostgresStore.open(stranger));
        assertTrue(String.valueOf(refusal.getMessage()).contains("may not make tables"), refusal.getMessage());
        assertEquals(List.of(), tables(owner));
        assertUnusable(new PostgresConfig(owner.url(), "nobody", Secret.of("hunter2")), "check user and password");
    }

    /// Each store hears of the other's changes and heartbeats.
    @Test
    void twoStores_hearOfEachOther() throws Exception {
        PostgresConfig config = EmbeddedServer.newDatabase();
        Semaphore woken = new Semaphore(0);
        try (PostgresStore one = PostgresStore.open(config);
                PostgresStore other = PostgresStore.open(config);
                ChangeFeed.Subscription _ = other.feed().subscribe(woken::release)) {
            assertEquals(1, append(one));
            awaitHead(other, woken, 1);
            Heartbeat heartbeat = Heartbeats.of("node", 1);
            other.nodes().report(heartbeat);

            assertEquals(heartbeat, one.nodes().list().getFirst().heartbeat());
            EmbeddedServer.execute(config, "UPDATE nodes SET heard_at = heard_at - 10001");
            assertFalse(one.nodes().list().getFirst().isLive());
        }
    }

    private static void awaitHead(PostgresStore store, Semaphore woken, long head) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            assertTrue(woken.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS), "no wake-up came");
        } while (store.feed().head() < head);
    }

    /// When the listening connection is killed, it is made anew, subscribers are called because something may have
    /// been missed, and from then on they hear of changes as before.
    @Test
    void subscribe_connectionKilled_recovers() throws Exception {
        PostgresConfig config = EmbeddedServer.newDatabase();
        Semaphore woken = new Semaphore(0);
        try (PostgresStore store = PostgresStore.open(config);
                ChangeFeed.Subscription _ = store.feed().subscribe(woken::release)) {
            String first = awaitListener(config, "");
            EmbeddedServer.execute(config, "SELECT pg_terminate_backend(" + first + ")");
            String second = awaitListener(config, first);
            assertTrue(woken.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS), "nobody was called after the break");
            assertEquals(1, append(store));
            awaitHead(store, woken, 1);

            assertEquals(second, awaitListener(config, first));
        }
    }

    private static String awaitListener(PostgresConfig config, String other) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            List<String> listeners = EmbeddedServer.query(
                    config,
                    "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND application_name = 'ostiary-listener' AND query LIKE 'LISTEN%' AND state = 'idle'");
            if (!listeners.isEmpty() && !listeners.contains(other)) {
                return listeners.getFirst();
            }
        }
        throw new AssertionError("nobody listens");
    }

    /// While the server takes no connections every call fails as the store's failure; when it does again, calls
    /// work again.
    @Test
    void anyCall_serverAwayAndBack_failsAndRecovers() {
        PostgresConfig config = EmbeddedServer.newDatabase();
        String name = config.place().substring(config.place().lastIndexOf('/') + 1);
        PostgresConfig administration = EmbeddedServer.config("postgres");
        try (PostgresStore store = PostgresStore.open(config)) {
            assertEquals(1, append(store));
            EmbeddedServer.execute(
                    administration,
                    "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");

            assertThrows(StoreException.class, () -> append(store));
            assertThrows(StoreException.class, () -> store.feed().head());

            EmbeddedServer.execute(administration, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
            assertEquals(2, append(store));
        }
    }

    /// A transaction whose connection dies changes nothing.
    @Test
    void inTransaction_connectionKilled_changesNothing() {
        PostgresConfig config = EmbeddedServer.newDatabase();
        try (PostgresStore store = PostgresStore.open(config)) {
            assertThrows(
                    StoreException.class,
                    () -> store.transactions().inTransaction(() -> {
                        long unused = store.changes().append(Change.Kind.KEY, "lost");
                        EmbeddedServer.execute(
                                config,
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                        + " WHERE datname = current_database() AND state = 'idle in transaction'");
                        return "never committed";
                    }));

            assertEquals(0, store.feed().head());
            assertEquals(1, append(store));
        }
    }

    /// Of two nodes that start on a new database with master keys of their own, the second sees the first one's and
    /// is refused;
    /// neither fails.
    @Test
    void claim_whileAnotherClaims_waitsForIt() throws Exception {
        PostgresConfig config = EmbeddedServer.newDatabase();
        MasterKey first = MasterKey.generate(new Randomness());
        MasterKey second = MasterKey.generate(new Randomness());
        try (PostgresStore one = PostgresStore.open(config);
                PostgresStore other = PostgresStore.open(config)) {
            CompletableFuture<Boolean> refused = one.transactions().inTransaction(() -> {
                assertEquals(Optional.empty(), one.installation().masterKeyCheck());
                CompletableFuture<Boolean> claimed = CompletableFuture.supplyAsync(
                        () -> new MasterKeyCheck(
                                        other.transactions(),
                                        other.installation(),
                                        other.masterKeys(),
                                        other.audit(),
                                        new Randomness(),
                                        Clock.systemUTC())
                                .claim(MasterKeyset.first(second))
                                .isPresent(),
                        task -> Thread.ofPlatform().start(task));
                awaitBlocked(config);
                one.installation().initialise(first.checkValue());
                return claimed;
            });

            assertFalse(refused.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            assertEquals(Optional.of(first.checkValue()), other.installation().masterKeyCheck());
        }
    }

    private static void awaitBlocked(PostgresConfig config) {
        String blocked =
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (EmbeddedServer.query(config, blocked).isEmpty()) {
            assertTrue(System.nanoTime() < deadline, "nobody waits");
        }
    }

    /// A store closes at once, though its listener is waiting for the server.
    @Test
    void close_isPrompt() {
        PostgresStore store = PostgresStore.open(EmbeddedServer.newDatabase());
        assertEquals(1, append(store));
        long started = System.nanoTime();
        store.close();

        assertTrue(System.nanoTime() - started < TimeUnit.SECONDS.toNanos(2));
    }
}
