package dev.ostiary.control.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the server's end waits for.
class RequestsUnderWayTest {
    private final RequestsUnderWay requests = new RequestsUnderWay();
    private final Next next = new Next();

    RequestsUnderWayTest() {
        requests.setNext(next);
    }

    /// A request is waited for until everything behind the valve is done with it, and not longer.
    @Test
    void awaitNone_waitsForTheLast() throws Exception {
        CompletableFuture<Void> call = call();
        assertTrue(next.entered.await(20, TimeUnit.SECONDS));
        requests.awaitNone(Duration.ofMillis(1));
        assertFalse(call.isDone());

        CompletableFuture<Void> waiting = CompletableFuture.runAsync(this::awaitLong);
        next.opened.countDown();

        waiting.get(20, TimeUnit.SECONDS);
        call.get(20, TimeUnit.SECONDS);
    }

    /// One that failed is no longer under way.
    @Test
    void failed_isOver() throws Exception {
        next.failure = new IOException("the client is gone");
        next.opened.countDown();
        assertThrows(Exception.class, () -> call().get(20, TimeUnit.SECONDS));

        CompletableFuture.runAsync(this::awaitLong).get(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> call() {
        return CompletableFuture.runAsync(() -> {
            try {
                Request request = new Request(new Connector(), new org.apache.coyote.Request()) {
                    @Override
                    public boolean isAsync() {
                        return true;
                    }
                };
                requests.invoke(request, new Response(new org.apache.coyote.Response()));
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    private void awaitLong() {
        try {
            requests.awaitNone(Duration.ofMinutes(5));
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    /// Holds what comes to it until it is opened.
    private static final class Next extends ValveBase {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch opened = new CountDownLatch(1);
        volatile @Nullable IOException failure;

        @Override
        public void invoke(Request request, Response response) throws IOException {
            entered.countDown();
            try {
                opened.await();
            } catch (InterruptedException stop) {
                throw new IOException(stop);
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
