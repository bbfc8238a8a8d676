package dev.ostiary.store;

import dev.ostiary.core.node.Heartbeat;
import dev.ostiary.core.node.NodeId;
import dev.ostiary.core.node.NodeRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The heartbeats of nodes in many processes: a row each, and a notification with each.
final class PostgresNodeRegistry implements NodeRegistry {
    /// The channel on which heartbeats are made known.
    static final String HEARTBEATS = "ostiary_heartbeats";

    /// A report may come between a caller's look and its wait, and then wakes nobody.
    private static final Duration LONGEST_WAIT = Duration.ofMillis(5);

    /// A node that was silent for so long has crashed, and its row is of no use to anyone.
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final Database database;
    private final HeartbeatSignal signal;

    PostgresNodeRegistry(Database database, HeartbeatSignal signal) {
        this.database = database;
        this.signal = signal;
    }

    @Override
    public void report(Heartbeat heartbeat) {
        database.write(handle -> {
            if (update(handle, heartbeat) == 0) {
                insert(handle, heartbeat);
                forgetBefore(handle, heartbeat.at().minus(FORGOTTEN_AFTER));
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
        return handle.createUpdate("UPDATE nodes SET applied_seq = :applied_seq, at = :at WHERE id = :id")
                .bind("id", heartbeat.node().value())
                .bind("applied_seq", heartbeat.appliedSeq())
                .bind("at", heartbeat.at().toEpochMilli())
                .execute();
    }

    private static void insert(Handle handle, Heartbeat heartbeat) {
        handle.createUpdate("""
                        INSERT INTO nodes (id, applied_seq, at) VALUES (:id, :applied_seq, :at)
                        ON CONFLICT (id) DO UPDATE SET applied_seq = excluded.applied_seq, at = excluded.at
                        """)
                .bind("id", heartbeat.node().value())
                .bind("applied_seq", heartbeat.appliedSeq())
                .bind("at", heartbeat.at().toEpochMilli())
                .execute();
    }

    private static void forgetBefore(Handle handle, Instant time) {
        handle.createUpdate("DELETE FROM nodes WHERE at < :time")
                .bind("time", time.toEpochMilli())
                .execute();
    }

    @Override
    public void remove(NodeId node) {
        database.write(handle -> handle.createUpdate("DELETE FROM nodes WHERE id = :id")
                .bind("id", node.value())
                .execute());
    }

    @Override
    public List<Heartbeat> listSince(Instant since) {
        return database.read(handle -> handle.createQuery("SELECT id, applied_seq, at FROM nodes WHERE at >= :since")
                .bind("since", since.toEpochMilli())
                .map((row, context) -> new Heartbeat(
                        new NodeId(row.getString("id")), row.getLong("applied_seq"), Columns.instant(row, "at")))
                .list());
    }

    @Override
    public void awaitReport(Duration timeout) throws InterruptedException {
        signal.await(timeout.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : timeout);
    }
}
