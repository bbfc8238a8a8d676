package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// How a control plane begins and ends.
class LifeCycleIT {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /// A port that is taken is told as such, and nothing is left running that would be in the way of another try.
    @Test
    void start_portTaken_leavesNothing() throws IOException {
        try (ControlFixture fixture = new ControlFixture()) {
            int port;
            try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
                port = taken.getLocalPort();
                ControlSettings settings = ControlSettings.local(port, "1", () -> ControlFixture.GATEWAY);
                PortInUseException failure = assertThrows(
                        PortInUseException.class, () -> ControlPlane.start(settings, fixture.dependencies()));
                assertEquals(port, failure.port());
                assertFalse(Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().contains("-" + port)));
            }
            ControlSettings settings = ControlSettings.local(port, "1", () -> ControlFixture.GATEWAY);
            try (ControlPlane second = ControlPlane.start(settings, fixture.dependencies())) {
                assertEquals(URI.create("http://127.0.0.1:" + port), second.url());
            }
        }
    }

    /// A request that is under way when the end comes is answered before it.
    @Test
    void close_letsRequestsFinish() throws Exception {
        Gate gate = new Gate();
        try (ControlFixture fixture = new ControlFixture()) {
            ControlPlane control = start(fixture, gate, Duration.ofSeconds(20));
            ApiClient client = new ApiClient(control.url(), fixture.managementKey);
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> client.get("/api/v1/status"));
            gate.awaitEntered();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(control::close);
            awaitRefused(control.url());

            assertFalse(closed.isDone());
            gate.open();

            answer.get(20, TimeUnit.SECONDS).expect(200);
            closed.get(20, TimeUnit.SECONDS);
        }
    }

    /// One that does not finish is not waited for longer than was said.
    @Test
    void close_isBounded() throws Exception {
        Gate gate = new Gate();
        try (ControlFixture fixture = new ControlFixture()) {
            ControlPlane control = start(fixture, gate, Duration.ofMillis(200));
            ApiClient client = new ApiClient(control.url(), fixture.managementKey);
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> client.get("/api/v1/status"));
            gate.awaitEntered();

            CompletableFuture.runAsync(control::close).get(20, TimeUnit.SECONDS);

            assertFalse(answer.isDone() && !answer.isCompletedExceptionally());
            gate.open();
        }
    }

    /// Closing twice is closing once; what the control plane was given stays open.
    @Test
    void close_twice_isHarmless() {
        try (ControlFixture fixture = new ControlFixture()) {
            fixture.control.close();
            fixture.control.close();

            assertThrows(UncheckedIOException.class, () -> fixture.api.get("/healthz"));
            assertEquals(0, fixture.core.store.feed().head());
        }
    }

    /// Two in one process do not know of each other.
    @Test
    void start_twice_areApart() {
        try (ControlFixture one = new ControlFixture();
                ControlFixture other = new ControlFixture()) {
            one.api.post("/api/v1/organizations", "{\"slug\":\"acme\"}").expect(201);

            other.api.get("/api/v1/organizations/acme").expectProblem(404, "resource.not-found");
            new ApiClient(other.control.url(), one.managementKey)
                    .get("/api/v1/organizations")
                    .expectProblem(401, "credential.invalid");
        }
    }

    private static ControlPlane start(ControlFixture fixture, Supplier<URI> gateway, Duration drain) {
        return ControlPlane.start(new ControlSettings(LOOPBACK, 0, "1", gateway, drain), fixture.dependencies());
    }

    /// Waits until nobody listens there any more.
    private static void awaitRefused(URI url) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            try (Socket _ = new Socket(url.getHost(), url.getPort())) {
                Thread.onSpinWait();
            } catch (ConnectException refused) {
                return;
            } catch (IOException other) {
                Thread.onSpinWait();
            }
        }
        fail("still listening");
    }

    /// Holds the request for the status, which asks where the gateway is.
    private static final class Gate implements Supplier<URI> {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        @Override
        public URI get() {
            entered.countDown();
            try {
                opened.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            return ControlFixture.GATEWAY;
        }

        void awaitEntered() throws InterruptedException {
            assertTrue(entered.await(20, TimeUnit.SECONDS));
        }

        void open() {
            opened.countDown();
        }
    }
}
