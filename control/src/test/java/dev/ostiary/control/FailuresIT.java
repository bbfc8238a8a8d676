package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.problem.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What goes wrong without being anybody's request.
class FailuresIT {
    /// A bug is answered without a word of what it was, and found in the log under the answer's id.
    @Test
    void bug_isLoggedUnderItsRequest() {
        try (ControlFixture fixture = new ControlFixture();
                ControlPlane control = start(fixture, FailuresIT::fail);
                CapturedLogs logs = CapturedLogs.usual()) {
            ApiClient client = new ApiClient(control.url(), fixture.managementKey);

            Answer answer = client.get("/api/v1/status").expectProblem(500, "gateway.failed");

            assertFalse(answer.body().contains("broken supplier"));
            String logged = logs.text();
            assertTrue(logged.contains("ERROR"), logged);
            assertTrue(logged.contains(answer.text("requestId")));
            assertTrue(logged.contains("broken supplier"));
            client.get("/api/v1/organizations").expect(200);
        }
    }

    /// A store that lost its connection fails like a client that hung up. The client is there and is told (C1).
    @Test
    void storeGone_isTold() {
        try (ControlFixture fixture = new ControlFixture();
                ControlPlane control = start(fixture, FailuresIT::lose)) {
            new ApiClient(control.url(), fixture.managementKey)
                    .get("/api/v1/status")
                    .expectProblem(503, "store.unavailable");
        }
    }

    /// A page that cannot be shown is a problem too.
    @Test
    void bug_onPage_isAProblem() {
        try (ControlFixture fixture = new ControlFixture();
                ControlPlane control = start(fixture, FailuresIT::fail)) {
            new ApiClient(control.url(), null).get("/").expectProblem(500, "gateway.failed");
        }
    }

    /// Who hangs up in the middle of an answer is no error of ours.
    @Test
    void clientGone_isNoError() throws IOException {
        try (ControlFixture fixture = new ControlFixture();
                CapturedLogs logs = CapturedLogs.usual()) {
            for (int i = 0; i < 20; i++) {
                try (Socket socket = new Socket(
                        fixture.control.url().getHost(), fixture.control.url().getPort())) {
                    socket.setSoLinger(true, 0);
                    socket.getOutputStream()
                            .write("GET /assets/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n"
                                    .repeat(5)
                                    .getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().read();
                }
            }
            fixture.api.get("/healthz").expect(200);

            assertFalse(logs.text().contains("ERROR"), logs::text);
            assertFalse(logs.text().contains("WARN"), logs::text);
        }
    }

    /// Parts are made when they are first needed: by many at once, if many ask at once.
    @Test
    void firstRequests_atOnce_areAllAnswered() throws Exception {
        try (ControlFixture fixture = new ControlFixture();
                ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> paths =
                    List.of("/api/v1/organizations", "/api/v1/openapi.json", "/", "/api/v1/status", "/readyz");
            var answers = many.invokeAll(IntStream.range(0, 100)
                    .mapToObj(i -> (Callable<Answer>) () -> fixture.api.get(paths.get(i % paths.size())))
                    .toList());

            for (var answer : answers) {
                assertEquals(200, answer.get().status(), answer.get().body());
            }
        }
    }

    private static ControlPlane start(ControlFixture fixture, Supplier<URI> gatewayUrl) {
        ControlSettings settings =
                new ControlSettings(InetAddress.ofLiteral("127.0.0.1"), 0, "1", gatewayUrl, Duration.ofSeconds(1));
        return ControlPlane.start(settings, fixture.dependencies());
    }

    private static URI lose() {
        throw new StoreException("lost", new EOFException());
    }

    private static URI fail() {
        throw new IllegalStateException("broken supplier");
    }
}
