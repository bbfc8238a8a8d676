package dev.ostiary.app.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns the signal to stop into an orderly end: whoever waits goes on and closes everything, and the process ends
/// with exit code 0, where the JVM by itself would end at once with 143.
public final class Shutdown {
    /// Longer than the gateway takes to drain, so that it is reached only when something hangs.
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private Shutdown() {}

    /// Listens for SIGTERM and SIGINT from now on.
    public static Shutdown install() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::run, "shutdown"));
        return shutdown;
    }

    /// Waits for the signal.
    public void await() {
        try {
            asked.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says that everything is closed; the process may end.
    public void done() {
        done.countDown();
    }

    /// Runs in every end of the process. When all is closed already, the process ends by its own exit code.
    private void run() {
        if (done.getCount() == 0) {
            return;
        }
        asked.countDown();
        boolean isClosed = false;
        try {
            isClosed = done.await(BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(isClosed ? 0 : 1);
    }
}
