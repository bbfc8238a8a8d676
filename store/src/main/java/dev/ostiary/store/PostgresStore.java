package dev.ostiary.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;

/// A store on PostgreSQL, for any number of processes. Each listens for the others' changes and heartbeats on a
/// connection of its own; so a connection pooler between must keep sessions apart (not pool single transactions).
///
/// Start in two steps, so that nothing is written to a database that is not ours to write to: [#inspect], compare
/// the master key, [#open].
public final class PostgresStore extends SqlStore {
    private final HikariDataSource connections;
    private final SteadyConnections following;
    private final PostgresListener listener;

    private PostgresStore(
            HikariDataSource connections,
            SteadyConnections following,
            Subscribers subscribers,
            HeartbeatSignal heartbeats,
            PostgresListener listener) {
        Database database = new Database(new PostgresDialect(), connections, connections);
        Database feed = database.by(following);
        super(database, feed, subscribers, new PostgresNodeRegistry(database, feed, heartbeats));
        this.connections = connections;
        this.following = following;
        this.listener = listener;
    }

    /// Looks at a database without writing to it.
    ///
    /// @throws UnusableDatabaseException when it cannot be reached, is no database of this program, or is of a
    /// newer version
    public static DatabaseState inspect(PostgresConfig config) {
        return new PostgresServer(config).inspect();
    }

    /// Opens the database and makes its tables or brings them up to date. Any number of processes may do so at
    /// once.
    ///
    /// @throws UnusableDatabaseException as [#inspect]; when the tables cannot be made
    public static PostgresStore open(PostgresConfig config) {
        PostgresServer server = new PostgresServer(config);
        if (server.inspect().schemaVersion() < Schema.VERSION) {
            server.migrate();
            // A newer program may have been faster.
            DatabaseState unused = server.inspect();
        }
        HikariDataSource connections = server.pool();
        SteadyConnections following = new SteadyConnections(server::connectToFollow);
        Subscribers subscribers = new Subscribers();
        HeartbeatSignal heartbeats = new HeartbeatSignal();
        PostgresListener listener = new PostgresListener(
                server,
                Map.of(
                        PostgresDialect.CHANGES, subscribers::wake,
                        PostgresNodeRegistry.HEARTBEATS, heartbeats::report));
        listener.start();
        PostgresStore store = new PostgresStore(connections, following, subscribers, heartbeats, listener);
        try {
            store.adopt();
            return store;
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        listener.close();
        following.close();
        connections.close();
    }
}
