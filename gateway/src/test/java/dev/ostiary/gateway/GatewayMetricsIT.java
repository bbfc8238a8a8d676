package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.gateway.observe.Exposition;
import dev.ostiary.gateway.observe.HealthServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What `/metrics` tells of a gateway that serves: every line by the grammar, every request counted once, every label
/// from a closed set.
@SuppressWarnings("try") // Closing early is what the tests are about.
class GatewayMetricsIT {
    private static Exposition scrape(GatewayFixture gateway) throws Exception {
        try (HealthServer server = HealthServer.start("127.0.0.1", 0, gateway.node, gateway.observation);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(server.url().resolve("/metrics")).build();
            return Exposition.parse(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    @Test
    void requests_areCountedByMethodStatusAndRoute() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.greeting()) {
            gateway.deploy(agent);
            try (Peer client = gateway.connect()) {
                for (int i = 0; i < 3; i++) {
                    client.send(get(AGENT + "/" + i, gateway.keyHeader()));
                    client.response();
                }
                client.send(post(AGENT, "12345", gateway.keyHeader()));
                client.response();
            }
            gateway.call(get(AGENT));
            gateway.call(get(
                    AGENT,
                    "X-API-Key: "
                            + KeyFormat.generate(KeyType.SECRET, gateway.randomness)
                                    .reveal()));
            gateway.call(get("/nowhere"));
            gateway.call("what?\r\n\r\n");
            gateway.call("BREW " + AGENT + " HTTP/1.1\r\nHost: h\r\n" + gateway.keyHeader() + "\r\n\r\n");

            Exposition metrics = scrape(gateway);

            assertEquals(9, metrics.sum("http_server_request_duration_seconds_count"));
            assertEquals(3, count(metrics, "GET", "200", "acme/production/agent"));
            assertEquals(1, count(metrics, "POST", "200", "acme/production/agent"));
            assertEquals(1, count(metrics, "_OTHER", "200", "acme/production/agent"));
            assertEquals(2, count(metrics, "GET", "401", "acme/production/agent"));
            assertEquals(1, count(metrics, "GET", "404", "none"));
            assertEquals(1, count(metrics, "_OTHER", "400", "none"));
            assertEquals(1, metrics.value("ostiary_denials_total", "reason", "missing"));
            assertEquals(1, metrics.value("ostiary_denials_total", "reason", "unknown"));
            assertEquals(1, metrics.value("ostiary_refusals_total", "code", "route.not-found"));
            assertEquals(
                    5,
                    metrics.value("ostiary_upstream_first_byte_seconds_count", "http_route", "acme/production/agent"));
            assertEquals(5, metrics.value("ostiary_request_bytes_total"));
            assertEquals(1, metrics.value("ostiary_routes"));
            assertEquals(6, metrics.value("ostiary_connections_accepted_total"));
        }
    }

    private static double count(Exposition metrics, String method, String status, String route) {
        return metrics.value(
                "http_server_request_duration_seconds_count",
                "http_request_method",
                method,
                "http_response_status_code",
                status,
                "http_route",
                route);
    }

    /// A histogram's buckets only grow, and the last holds all.
    @Test
    void buckets_areCumulative() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture()) {
            gateway.call(get("/nowhere"));
            List<Double> buckets = scrape(gateway).samples().stream()
                    .filter(sample -> sample.name().equals("http_server_request_duration_seconds_bucket"))
                    .map(Exposition.Sample::value)
                    .toList();

            assertTrue(buckets.size() > 10);
            assertEquals(buckets.stream().sorted().toList(), buckets);
            assertEquals(1, buckets.getLast());
        }
    }

    /// Counters go on when routes are replaced.
    @Test
    void counters_outliveTheirRoute() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.greeting()) {
            for (int i = 1; i <= 3; i++) {
                gateway.deploy(agent);
                gateway.call(get(AGENT, gateway.keyHeader()));
                assertEquals(i, count(scrape(gateway), "GET", "200", "acme/production/agent"));
            }
        }
    }

    @Test
    void requestAndConnectionsInProgress_areGauges() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.answering(_ -> {
                    mayAnswer.await();
                    return TestAgent.ok("hello");
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(get(AGENT, gateway.keyHeader()));
            agent.request();

            assertEquals(1, scrape(gateway).value("http_server_active_requests", "http_request_method", "GET"));
            assertEquals(1, scrape(gateway).value("ostiary_connections"));
            Await.until(
                    "the upstream's connection is counted",
                    () -> scrape(gateway).value("http_client_open_connections") == 1);

            mayAnswer.countDown();
            client.response();
            Await.until("the request is over", () -> scrape(gateway).sum("http_server_active_requests") == 0);
            client.close();
            Await.until("the connection is closed", () -> scrape(gateway).value("ostiary_connections") == 0);
        }
    }

    @Test
    void upstreamFailures_areCountedByReason() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.impatient();
                TestAgent agent = TestAgent.serving(peer -> {
                    Message request = peer.request();
                    if (request.target().equals("/invalid")) {
                        peer.send("what?\r\n\r\n");
                    }
                })) {
            gateway.deploy(agent);
            String key = gateway.keyHeader();
            assertEquals(502, gateway.call(get(AGENT + "/invalid", key)).status());
            assertEquals(502, gateway.call(get(AGENT + "/closed", key)).status());

            Exposition metrics = scrape(gateway);

            assertEquals(1, metrics.value("ostiary_upstream_failures_total", "reason", "invalid-response"));
            assertEquals(1, metrics.value("ostiary_upstream_failures_total", "reason", "closed"));
            assertEquals(0, metrics.value("ostiary_upstream_failures_total", "reason", "timeout"));
        }
    }
}
