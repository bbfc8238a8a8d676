package dev.ostiary.app.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditLeases;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.store.Store;
import dev.ostiary.gateway.credit.Charge;
import dev.ostiary.gateway.credit.CreditLedger;
import dev.ostiary.gateway.observe.CreditCounters;
import dev.ostiary.store.PostgresConfig;
import dev.ostiary.store.PostgresStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Two nodes on one PostgreSQL spend exactly what there is, each on connections of its own (S2.25).
final class SharedCreditsIT {
    private static final int CREDITS = 1000;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Randomness randomness = new Randomness();
    private final CreditAccountId account = CreditAccountId.of(KeyId.create(randomness, NOW));

    @Test
    void twoNodes_spendWhatThereIs() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
                Store one = open(server);
                Store two = open(server)) {
            fill(one);
            int together = spend(node(one), node(two), 8);
            int rest = spend(node(one), node(two), 1);

            assertTrue(together > CREDITS / 2, () -> "only " + together);
            assertEquals(CREDITS, together + rest);
            assertEquals(0, one.credits().find(account).orElseThrow().granted());
        }
    }

    private static Store open(EmbeddedPostgres server) {
        return PostgresStore.open(new PostgresConfig(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres", Secret.of("postgres")));
    }

    private void fill(Store store) {
        OrganizationId organization = OrganizationId.create(randomness, NOW);
        store.organizations().insert(new Organization(organization, new Slug("acme"), new DisplayName("Acme"), NOW));
        store.credits()
                .save(CreditAccount.empty(account, organization, CreditMonth.of(NOW))
                        .setTo(CREDITS, NOW));
    }

    private static CreditLedger node(Store store) {
        return new CreditLedger(
                new CreditLeases(store.transactions(), store.plans(), store.credits(), Clock.systemUTC()),
                new CreditCounters(),
                System::nanoTime);
    }

    /// Calls from so many threads, half of them on each node, until nothing is left; then both end.
    private int spend(CreditLedger one, CreditLedger two, int callers) throws Exception {
        List<Callable<Integer>> all = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            CreditLedger node = caller % 2 == 0 ? one : two;
            all.add(() -> {
                int paid = 0;
                while (isPaid(node.charge(List.of(account), 1))) {
                    paid++;
                }
                return paid;
            });
        }
        int sum = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(callers);
                one;
                two) {
            for (Future<Integer> paid : threads.invokeAll(all)) {
                sum += paid.get();
            }
        }
        return sum;
    }

    private static boolean isPaid(Charge charge) throws InterruptedException {
        if (charge.isPending()) {
            CountDownLatch decided = new CountDownLatch(1);
            charge.whenDecided(decided::countDown);
            assertTrue(decided.await(10, TimeUnit.SECONDS));
        }
        return !charge.isRefused();
    }
}
