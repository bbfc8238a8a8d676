package dev.ostiary.control.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Knows the requests whose answers are not written out yet, also those whose servlet is done.
final class RequestsUnderWay extends ValveBase {
    private final Object lock = new Object();
    private int count;

    RequestsUnderWay() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        synchronized (lock) {
            count++;
        }
        try {
            getNext().invoke(request, response);
            if (!request.isAsync()) {
                response.finishResponse();
            }
        } finally {
            synchronized (lock) {
                count--;
                lock.notifyAll();
            }
        }
    }

    /// Waits until there are none, at most that long.
    void awaitNone(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (lock) {
            long left = patience.toNanos();
            while (count > 0 && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
                left = deadline - System.nanoTime();
            }
        }
    }
}
