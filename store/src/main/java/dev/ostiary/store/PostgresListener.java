package dev.ostiary.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for what PostgreSQL makes known, on a connection and a daemon thread of its own. A lost connection is
/// made anew, and then everyone is called once, since nobody knows what was missed.
final class PostgresListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresListener.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /// After so long a silence the server is asked whether it is still there.
    private static final int SILENCE_MILLIS = 5000;

    private final PostgresServer server;
    private final Map<String, Runnable> callbacks;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private volatile @Nullable Connection connection;

    /// @param callbacks what to call, by channel; must not block
    PostgresListener(PostgresServer server, Map<String, Runnable> callbacks) {
        this.server = server;
        this.callbacks = Map.copyOf(callbacks);
        this.thread = Thread.ofPlatform().name("postgresql-listener").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        boolean hasFailed = false;
        try {
            do {
                boolean wasConnected = false;
                try (Connection opened = server.connectToListen()) {
                    connection = opened;
                    listen(opened);
                    wasConnected = true;
                    if (hasFailed) {
                        LOG.atInfo().log("listening for changes again");
                    }
                    callbacks.values().forEach(Runnable::run);
                    dispatch(opened);
                } catch (SQLException failure) {
                    pause = wasConnected ? FIRST_PAUSE : next(pause);
                    if (!isClosed() && (wasConnected || !hasFailed)) {
                        LOG.atWarn()
                                .setCause(failure)
                                .log("cannot listen for changes; nodes poll until this works again");
                    }
                    hasFailed = true;
                }
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration next(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void listen(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            for (String channel : callbacks.keySet()) {
                statement.execute("LISTEN " + channel);
            }
        }
    }

    private void dispatch(Connection opened) throws SQLException {
        PGConnection notified = opened.unwrap(PGConnection.class);
        while (!isClosed()) {
            PGNotification[] notifications = notified.getNotifications(SILENCE_MILLIS);
            if (notifications == null || notifications.length == 0) {
                try (Statement statement = opened.createStatement()) {
                    statement.execute("SELECT 1");
                }
                continue;
            }
            for (PGNotification notification : notifications) {
                callbacks.getOrDefault(notification.getName(), () -> {}).run();
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /// Ends the thread at once, by taking its connection away.
    @Override
    public void close() {
        closed.countDown();
        try {
            Connection current = connection;
            if (current != null) {
                current.abort(Runnable::run);
            }
            thread.join(Duration.ofSeconds(1));
        } catch (SQLException gone) {
            // It was closed already.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
