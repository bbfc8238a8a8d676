package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.chunked;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ostiary.core.agent.DeploymentSettings;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamHeaders;
import dev.ostiary.core.agent.UpstreamUrl;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers that are set for a deployment reach its upstream as they are set, whatever the client sends (G01's kind).
class DeploymentHeadersIT {
    private static final String PATH = "/acme/production/agent/";

    private GatewayFixture gateway;
    private TestAgent agent;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.greeting();
        gateway.deploy(
                "agent",
                new DeploymentSettings(
                        List.of(new UpstreamUrl(agent.url())),
                        true,
                        Optional.empty(),
                        RouteTimeouts.DEFAULT,
                        new UpstreamHeaders(Map.of("X-Team", "payments", "X-Plan-Tier", "gold"))));
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    @Test
    void headers_reachTheUpstream() throws Exception {
        gateway.call(get(PATH, gateway.keyHeader()));

        Message request = agent.request();
        assertEquals(List.of("payments"), request.values("x-team"));
        assertEquals(List.of("gold"), request.values("x-plan-tier"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Team: forged",
                "x-TEAM: forged\r\nX-Team: forged",
                "X_Team: forged",
                "x.team: forged",
                "X-Plan_Tier: forged",
                "X-Team: forged\r\nConnection: X-Team"
            })
    void clientsOwn_areReplaced(String headers) throws Exception {
        gateway.call(get(PATH, gateway.keyHeader(), headers));

        Message request = agent.request();
        assertFalse(request.toString().contains("forged"), request.toString());
        assertEquals(List.of("payments"), request.values("x-team"));
        assertEquals(List.of("gold"), request.values("x-plan-tier"));
    }

    /// Some upstreams add trailers to the head.
    @Test
    void clientsOwn_areTakenOutOfTrailers() throws Exception {
        String trailers = "X-Team: forged\r\nx_team: forged\r\nX-Sum: 1\r\n";

        gateway.call(chunked(PATH, "1\r\na\r\n0\r\n" + trailers + "\r\n", gateway.keyHeader()));

        assertEquals(List.of(new Message.Field("X-Sum", "1")), agent.request().trailers());
    }

    /// A name that only begins alike is the client's.
    @Test
    void otherNames_areKept() throws Exception {
        gateway.call(get(PATH, gateway.keyHeader(), "X-Team-Lead: anna", "X_Teams: two"));

        Message request = agent.request();
        assertEquals("anna", request.header("X-Team-Lead"));
        assertEquals("two", request.header("X_Teams"));
    }
}
