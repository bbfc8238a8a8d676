package dev.ostiary.control.server;

import java.time.Duration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/// Keeps the server from ending between a request's work and the writing of its answer: the graceful shutdown waits
/// until the servlet is done, which is before, and whoever asked would not learn what was done.
final class LastAnswers implements SmartLifecycle {
    /// What takes longer to be written is held up in its servlet, and has been waited for.
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final RequestsUnderWay requests;
    private volatile boolean isRunning;

    LastAnswers(RequestsUnderWay requests) {
        this.requests = requests;
    }

    /// After the graceful shutdown and before the server's end.
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 1;
    }

    @Override
    public void start() {
        isRunning = true;
    }

    @Override
    public void stop() {
        try {
            requests.awaitNone(PATIENCE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
