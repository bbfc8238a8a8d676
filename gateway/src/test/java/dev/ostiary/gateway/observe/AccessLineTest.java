package dev.ostiary.gateway.observe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.random.Randomness;
import org.junit.jupiter.api.Test;

/// A line of the access log has the same fields in the same order, whatever became of the request.
class AccessLineTest {
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    private static final OrganizationId OWNER = OrganizationId.create(new Randomness(), TestNode.NOW);

    private final KeyId key = KeyId.create(new Randomness(), TestNode.NOW);
    private final RequestRecord request = new RequestRecord();
    private final AccessLine line = new AccessLine();

    private String written() {
        line.write(AccessEntry.of(request, 1_234_567), TestNode.NOW.toEpochMilli() + 7);
        return US_ASCII.decode(line.written()).toString();
    }

    private void fill() {
        String target = "/acme/production/agent/hello?key=secret";
        request.startNanos = 1_000_000_000;
        request.method = MethodLabel.of("POST");
        request.clientAddress("192.0.2.7");
        request.requestId("req_1");
        request.target(target, target.indexOf('?'));
        request.route("acme/production/agent", OWNER);
        request.key(key, OWNER);
        request.traceparent(TRACEPARENT);
        request.userAgent("curl/8 \"\u00e9\\\n");
        request.received(11);
    }

    @Test
    void forwardedRequest_isWrittenWhole() {
        fill();
        request.forwarded("10.0.0.1:9000");
        request.responded(200, "10.0.0.1:9000");
        request.firstByteNanos = 1_001_000_999;
        request.sent(5);

        assertEquals(
                "{\"time\":\"2026-01-01T00:00:00.007Z\",\"request_id\":\"req_1\","
                        + "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"client_address\":\"192.0.2.7\","
                        + "\"protocol\":\"HTTP/1.1\",\"method\":\"POST\",\"path\":\"/acme/production/agent/hello\","
                        + "\"route\":\"acme/production/agent\",\"status\":200,\"outcome\":\"forwarded\","
                        + "\"reason\":null,\"key_id\":\"" + key.value()
                        + "\",\"upstream\":\"10.0.0.1:9000\",\"request_bytes\":11,"
                        + "\"response_bytes\":5,\"first_byte_ms\":1.000,\"duration_ms\":1.234,"
                        + "\"user_agent\":\"curl/8 \\\"\\u00e9\\\\\\u000a\"}\n",
                written());
    }

    @Test
    void requestWithNothingToTell_hasAllFields() {
        assertEquals(
                "{\"time\":\"2026-01-01T00:00:00.007Z\",\"request_id\":null,\"trace_id\":null,"
                        + "\"client_address\":null,\"protocol\":\"HTTP/1.1\",\"method\":\"_OTHER\",\"path\":null,"
                        + "\"route\":\"none\",\"status\":null,\"outcome\":\"answered\",\"reason\":null,"
                        + "\"key_id\":null,\"upstream\":null,\"request_bytes\":0,\"response_bytes\":0,"
                        + "\"first_byte_ms\":null,\"duration_ms\":1.234,\"user_agent\":null}\n",
                written());
    }

    private void assertEnd(String outcome, String reason) {
        assertEquals(outcome, Outcome.of(request).text());
        assertEquals(reason, Outcome.reason(request));
    }

    @Test
    void denial_isToldByItsReason() {
        request.denied(DenialReason.OTHER_ORGANIZATION, null);
        request.refused(ProblemCode.CREDENTIAL_INVALID);

        assertEnd("denied", "other-organization");
    }

    @Test
    void refusal_isToldByItsCode() {
        request.refused(ProblemCode.ROUTE_NOT_FOUND);

        assertEnd("refused", "route.not-found");
    }

    @Test
    void upstreamFailure_isToldApart() {
        request.forwarded("10.0.0.1:9000");
        request.refused(ProblemCode.UPSTREAM_CLOSED);

        assertEnd("upstream-failed", "upstream.closed");
    }

    @Test
    void brokenResponse_isToldApart() {
        request.forwarded("10.0.0.1:9000");
        request.responded(200, "10.0.0.1:9000");
        request.broken(ProblemCode.UPSTREAM_CLOSED);

        assertEnd("broken", "upstream.closed");
        assertEquals(200, request.status);
    }

    @Test
    void clientThatLeft_isToldApart() {
        request.forwarded("10.0.0.1:9000");
        request.clientGone();

        assertEquals(Outcome.CLIENT_GONE, Outcome.of(request));
    }
}
