package dev.ostiary.store;

import dev.ostiary.core.node.Heartbeat;
import dev.ostiary.core.node.NodeId;
import dev.ostiary.core.node.NodeIdentity;
import dev.ostiary.core.node.NodeRegistry;
import dev.ostiary.core.node.NodeReport;
import dev.ostiary.core.node.StateDigest;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The heartbeats of nodes in many processes: a row each, and a notification with each.
final class PostgresNodeRegistry implements NodeRegistry {
    /// The channel on which heartbeats are made known.
    static final String HEARTBEATS = "ostiary_heartbeats";

    /// A report may come between a caller's look and its wait, and then wakes nobody.
    private static final Duration LONGEST_WAIT = Duration.ofMillis(5);

    /// A node that was silent for so long has crashed, and its row is of no use to anyone.
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    /// By the server's clock alone: those of nodes may differ from each other.
    private static final String NOW = "CAST(extract(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

    private static final String LIST = """
            SELECT id, name, version, started_at, applied_seq, keys, digest, greatest(0, %s - heard_at) AS silence
            FROM nodes
            """.formatted(NOW);

    private final Database database;
    private final Database feed;
    private final HeartbeatSignal signal;

    /// @param database where heartbeats are read
    /// @param feed where they are reported, which waits for nothing else
    PostgresNodeRegistry(Database database, Database feed, HeartbeatSignal signal) {
        this.database = database;
        this.feed = feed;
        this.signal = signal;
    }

    @Override
    public void report(Heartbeat heartbeat) {
        feed.write(handle -> {
            if (update(handle, heartbeat) == 0) {
                insert(handle, heartbeat);
                forget(handle);
            }
            // A heartbeat comes again in a second, so its commit need not wait for the disk: revocations wait for
            // heartbeats.
            return handle.createQuery("SELECT pg_notify(:channel, ''), set_config('synchronous_commit', 'off', true)")
                    .bind("channel", HEARTBEATS)
                    .map((row, context) -> row.getString(2))
                    .one();
        });
        signal.report();
    }

    private static int update(Handle handle, Heartbeat heartbeat) {
        return bind(heartbeat, handle.createUpdate("""
                        UPDATE nodes SET applied_seq = :applied_seq, keys = :keys, digest = :digest, heard_at = %s
                        WHERE id = :id
                        """.formatted(NOW))).execute();
    }

    private static void insert(Handle handle, Heartbeat heartbeat) {
        NodeIdentity node = heartbeat.node();
        bind(heartbeat, handle.createUpdate("""
                        INSERT INTO nodes (id, name, version, started_at, applied_seq, keys, digest, heard_at)
                        VALUES (:id, :name, :version, :started_at, :applied_seq, :keys, :digest, %s)
                        ON CONFLICT (id) DO UPDATE SET applied_seq = excluded.applied_seq, keys = excluded.keys,
                            digest = excluded.digest, heard_at = excluded.heard_at
                        """.formatted(NOW)))
                .bind("name", node.name())
                .bind("version", node.version())
                .bind("started_at", node.startedAt().toEpochMilli())
                .execute();
    }

    private static Update bind(Heartbeat heartbeat, Update statement) {
        return statement
                .bind("id", heartbeat.node().id().value())
                .bind("applied_seq", heartbeat.appliedSeq())
                .bind("keys", heartbeat.keys())
                .bind("digest", heartbeat.digest().toString());
    }

    private static void forget(Handle handle) {
        handle.createUpdate("DELETE FROM nodes WHERE heard_at < " + NOW + " - :age")
                .bind("age", FORGOTTEN_AFTER.toMillis())
                .execute();
    }

    @Override
    public void remove(NodeId node) {
        feed.write(handle -> handle.createUpdate("DELETE FROM nodes WHERE id = :id")
                .bind("id", node.value())
                .execute());
    }

    @Override
    public List<NodeReport> list() {
        return database.read(handle -> handle.createQuery(LIST)
                .map((row, context) -> new NodeReport(
                        new Heartbeat(
                                new NodeIdentity(
                                        new NodeId(row.getString("id")),
                                        row.getString("name"),
                                        row.getString("version"),
                                        Columns.instant(row, "started_at")),
                                row.getLong("applied_seq"),
                                row.getLong("keys"),
                                StateDigest.parse(row.getString("digest"))),
                        Duration.ofMillis(row.getLong("silence"))))
                .list());
    }

    @Override
    public void awaitReport(Duration timeout) throws InterruptedException {
        signal.await(timeout.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : timeout);
    }
}
