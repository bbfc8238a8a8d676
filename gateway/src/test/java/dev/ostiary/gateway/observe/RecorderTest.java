package dev.ostiary.gateway.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.random.Randomness;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each request counts once, under labels from closed sets.
class RecorderTest {
    private final TestNode node = new TestNode();
    private final RequestRecord request = new RequestRecord();
    private Observation observation;
    private List<Recorder> recorders;
    private Recorder recorder;

    @BeforeEach
    void open() throws IOException {
        observation = Observation.open(
                AccessLogSettings.off(), node, new Randomness(), Clock.fixed(TestNode.NOW, ZoneOffset.UTC));
        recorders = observation.recorders(2);
        recorder = recorders.getFirst();
    }

    private Exposition scrape() {
        return Exposition.parse(observation.scrape("").text());
    }

    private void serve(Recorder on, String method, @Nullable String route, int status) {
        on.begin(request, method, Protocol.HTTP_1_1, "192.0.2.7");
        if (route != null) {
            request.route(route, null);
        }
        request.forwarded("10.0.0.1:9000");
        request.responded(status, "10.0.0.1:9000");
        on.finish(request);
    }

    @Test
    void requestsOfAllLoops_areCountedTogether() {
        String route = "acme/production/agent";
        serve(recorder, "GET", route, 200);
        serve(recorder, "GET", route, 200);
        serve(recorders.getLast(), "GET", route, 200);
        serve(recorders.getLast(), "POST", route, 500);

        Exposition metrics = scrape();

        String[] labels = {
            "http_request_method", "GET", "http_response_status_code", "200", "http_route", "acme/production/agent"
        };
        assertEquals(3, metrics.value("http_server_request_duration_seconds_count", labels));
        assertEquals(1, metrics.sum("http_server_request_duration_seconds_count", "http_response_status_code", "500"));
        assertEquals(
                4, metrics.value("ostiary_upstream_first_byte_seconds_count", "http_route", "acme/production/agent"));
        assertTrue(metrics.value("http_server_request_duration_seconds_sum", labels) > 0);
    }

    @Test
    void requestInProgress_isActiveUntilItEndsOnce() {
        recorder.begin(request, "PUT", Protocol.HTTP_2, "192.0.2.7");
        assertTrue(request.isOpen());
        assertEquals(1, scrape().value("http_server_active_requests", "http_request_method", "PUT"));

        recorder.finish(request);
        recorder.finish(request);

        assertFalse(request.isOpen());
        assertEquals(0, scrape().value("http_server_active_requests", "http_request_method", "PUT"));
        assertEquals(1, scrape().sum("http_server_request_duration_seconds_count", "http_response_status_code", ""));
    }

    @Test
    void strangeMethodAndStatus_haveALabelOfTheClosedSet() {
        serve(recorder, "sk_ost_secret", null, 999);

        assertEquals(
                1,
                scrape().value(
                                "http_server_request_duration_seconds_count",
                                "http_request_method",
                                "_OTHER",
                                "http_response_status_code",
                                "_OTHER",
                                "http_route",
                                "none"));
    }

    @Test
    void denialsRefusalsAndFailures_areCountedByReason() {
        recorder.begin(request, "GET", Protocol.HTTP_1_1, "192.0.2.7");
        request.denied(DenialReason.OUTSIDE_BINDING, null);
        request.refused(ProblemCode.CREDENTIAL_INVALID);
        recorder.finish(request);
        recorder.begin(request, "GET", Protocol.HTTP_1_1, "192.0.2.7");
        request.refused(ProblemCode.UPSTREAM_TIMEOUT);
        recorder.finish(request);

        Exposition metrics = scrape();

        assertEquals(1, metrics.value("ostiary_denials_total", "reason", "outside-binding"));
        assertEquals(0, metrics.value("ostiary_denials_total", "reason", "missing"));
        assertEquals(1, metrics.value("ostiary_refusals_total", "code", "credential.invalid"));
        assertEquals(1, metrics.value("ostiary_upstream_failures_total", "reason", "timeout"));
    }

    @Test
    void connections_areThoseThatCameWithoutThoseThatWent() {
        recorder.connectionOpened();
        recorder.connectionOpened();
        recorder.connectionClosed();
        recorder.upstreamConnections(3);
        recorder.upstreamConnections(1);
        recorders.getLast().upstreamConnections(2);

        Exposition metrics = scrape();

        assertEquals(1, metrics.value("ostiary_connections"));
        assertEquals(2, metrics.value("ostiary_connections_accepted_total"));
        assertEquals(3, metrics.value("http_client_open_connections"));
    }

    @Test
    void node_isToldAsItIs() {
        observation.served(3);

        Exposition metrics = scrape();
        assertEquals(1, metrics.value("ostiary_node_ready"));
        assertEquals(3, metrics.value("ostiary_routes"));
        assertEquals(1_000_000, metrics.value("ostiary_keys"));
        assertEquals(42, metrics.value("ostiary_changes_applied"));
        assertEquals(2, metrics.value("ostiary_change_age_seconds"));

        node.standing = NodeState.Standing.STALE;
        node.heardAt = java.time.Instant.EPOCH;
        assertEquals(0, scrape().value("ostiary_node_ready"));
        assertEquals(Double.POSITIVE_INFINITY, scrape().value("ostiary_change_age_seconds"));
    }

    /// A route that is loaded anew counts on, and routes without end do not make labels without end.
    @Test
    void routeLabels_areBounded() {
        RouteLabels labels = observation.routes();
        RouteLabel first = labels.of("route-0");
        for (int i = 1; i < RouteLabels.MAX; i++) {
            assertNotSame(RouteLabels.OTHER, labels.of("route-" + i));
        }

        assertSame(RouteLabels.OTHER, labels.of("one too many"));
        assertSame(first, labels.of("route-0"));
        assertSame(RouteLabels.OTHER, labels.of("none"));
    }

    /// Whatever upstreams answer, the number of lines is bounded; nothing is lost.
    @Test
    void series_areBounded() {
        for (int route = 0; route < 20; route++) {
            for (int status = 100; status < 600; status++) {
                serve(recorder, "GET", "route-" + route, status);
            }
        }

        assertTrue(recorder.durations().all().size() <= SeriesTable.MAX + 500);
        assertEquals(10_000, scrape().sum("http_server_request_duration_seconds_count"));
    }

    @Test
    void openMetrics_isWrittenToThoseWhoAskForIt() {
        Scrape scrape = observation.scrape("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

        assertTrue(scrape.contentType().startsWith("application/openmetrics-text"), scrape.contentType());
        assertTrue(scrape.text().endsWith("# EOF\n"));
        assertTrue(observation.scrape("").contentType().startsWith("text/plain; version=0.0.4"));
    }
}
