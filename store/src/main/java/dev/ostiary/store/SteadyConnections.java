package dev.ostiary.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/// A few connections for what must not wait behind other work, and must be back at once when the server is: a lost one
/// is opened anew by whoever needs it, with no pause that grows.
final class SteadyConnections implements ConnectionFactory, AutoCloseable {
    private static final int MOST = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Callable<Connection> opening;
    private final Semaphore permits = new Semaphore(MOST, true);
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    private volatile boolean isClosed;

    /// @param opening opens one; throws nothing but [SQLException]
    SteadyConnections(Callable<Connection> opening) {
        this.opening = opening;
    }

    @Override
    public Connection openConnection() throws SQLException {
        boolean isOpen = false;
        acquire();
        try {
            Connection connection = idle.pollFirst();
            if (connection == null) {
                connection = opening.call();
            }
            isOpen = true;
            return connection;
        } catch (SQLException | RuntimeException failure) {
            throw failure;
        } catch (Exception other) {
            throw new IllegalStateException(other);
        } finally {
            if (!isOpen) {
                permits.release();
            }
        }
    }

    private void acquire() throws SQLException {
        if (isClosed) {
            throw new SQLNonTransientConnectionException("the store is closed");
        }
        try {
            if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SQLTransientConnectionException("all connections of the change feed are in use");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a connection", stop);
        }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try {
            if (isClosed || connection.isClosed() || !connection.getAutoCommit()) {
                connection.close();
            } else {
                idle.addFirst(connection);
            }
        } finally {
            permits.release();
        }
        if (isClosed) {
            close();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        @Nullable Connection connection = idle.pollFirst();
        while (connection != null) {
            try {
                connection.close();
            } catch (SQLException gone) {
                // It was lost already.
            }
            connection = idle.pollFirst();
        }
    }
}
