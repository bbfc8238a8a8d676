package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The upstream always gets one valid trace context: the client's, or a new one.
class TraceContextIT {
    private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
    private static final String FORM = "00-[0-9a-f]{32}-[0-9a-f]{16}-01";

    private GatewayFixture gateway;
    private TestAgent agent;
    private String key;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.greeting();
        gateway.deploy(agent);
        key = gateway.keyHeader();
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    private Message upstreamRequest(String... headers) throws Exception {
        assertEquals(200, gateway.call(get(AGENT, headers)).status());
        return agent.request();
    }

    @Test
    void validContext_isPassedOnWithItsState() throws Exception {
        Message request = upstreamRequest(key, "Traceparent: " + VALID, "tracestate: a=1", "tracestate: b=2");

        assertEquals(VALID, request.header("traceparent"));
        assertEquals("[a=1, b=2]", request.values("tracestate").toString());
    }

    @Test
    void missingContext_isMadeAndStateDropped() throws Exception {
        Message one = upstreamRequest(key, "tracestate: a=1");
        Message other = upstreamRequest(key);

        assertTrue(one.header("traceparent").matches(FORM), one.header("traceparent"));
        assertNotEquals(one.header("traceparent"), other.header("traceparent"));
        assertEquals("", one.header("tracestate"));
    }

    @Test
    void invalidOrRepeatedContext_isReplacedAndStateDropped() throws Exception {
        for (String[] headers : new String[][] {
            {key, "traceparent: 00-0-0-0", "tracestate: a=1"},
            {key, "traceparent: " + VALID, "traceparent: " + VALID, "tracestate: a=1"},
            {key, "traceparent:", "tracestate: a=1"}
        }) {
            Message request = upstreamRequest(headers);

            assertTrue(request.header("traceparent").matches(FORM), request.header("traceparent"));
            assertEquals("", request.header("tracestate"));
        }
    }
}
