package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.secret.Secret;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A WebSocket is opened by a request that is judged like any other, and by the agent's word; nothing else makes a
/// tunnel.
class WebSocketHandshakeIT {
    private GatewayFixture gateway;
    private Secret key;

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayFixture();
        key = gateway.key();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private String upgrade(String... more) {
        return WebSocketAgent.handshake(key, more);
    }

    @Test
    void handshake_reachesTheAgentWithTheIdentityAndNotTheKey() throws Exception {
        try (TestAgent agent = TestAgent.answering(WebSocketAgent::accepting);
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(upgrade("Sec-WebSocket-Protocol: chat"));
            Message answer = client.head();
            assertEquals(101, answer.status());
            assertEquals("websocket", answer.header("Upgrade"));
            assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer.header("Sec-WebSocket-Accept"));
            Message seen = agent.request();
            assertEquals("/chat", seen.target());
            assertEquals("websocket", seen.header("Upgrade"));
            assertTrue(seen.header("Connection").equalsIgnoreCase("upgrade"));
            assertEquals("chat", seen.header("Sec-WebSocket-Protocol"));
            assertEquals("", seen.header("X-API-Key"));
            assertEquals(1, seen.values("X-Ostiary-Key-Id").size());
            assertEquals(answer.header("X-Ostiary-Request-Id"), seen.header("X-Ostiary-Request-Id"));
        }
    }

    @Test
    void withoutAKey_is401() throws Exception {
        try (TestAgent agent = WebSocketAgent.echoing()) {
            gateway.deploy(agent);
            assertEquals(
                    401,
                    gateway.call(get(AGENT, WebSocketAgent.UPGRADE.toArray(String[]::new)))
                            .status());
            assertEquals(0, agent.connections.get());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Version: 12",
                "Sec-WebSocket-Key: short",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSE",
                "Upgrade: websocket, h2c"
            })
    void malformedHandshake_is400(String header) throws Exception {
        try (TestAgent agent = WebSocketAgent.echoing()) {
            gateway.deploy(agent);
            String name = header.substring(0, header.indexOf(':'));
            StringBuilder request = new StringBuilder(upgrade());
            int start = request.indexOf(name);
            request.replace(start, request.indexOf("\r\n", start), header);
            Message refused = gateway.call(request.toString());
            assertEquals(400, refused.status());
            // RFC 6455, section 4.4.
            String told = name.endsWith("Version") ? "13" : "";
            assertEquals(told, refused.header("Sec-WebSocket-Version"));
            assertEquals(400, gateway.call(upgrade("Sec-WebSocket-Version: 13")).status());
            assertEquals(
                    400, gateway.call(upgrade("Content-Length: 4") + "body").status());
            assertEquals(0, agent.connections.get());
        }
    }

    /// A wish for another protocol is not passed on, and the request is one like any other.
    @Test
    void otherUpgrades_areIgnored() throws Exception {
        try (TestAgent agent = TestAgent.greeting()) {
            gateway.deploy(agent);
            String header = GatewayFixture.header(key);
            assertEquals(
                    "hello",
                    gateway.call(get(AGENT, header, "Upgrade: h2c", "Connection: Upgrade"))
                            .body());
            assertEquals("", agent.request().header("Upgrade"));
            assertEquals(
                    "hello",
                    gateway.call(get(AGENT, header, "Upgrade: websocket")).body());
            assertEquals("", agent.request().header("Upgrade"));
            String post = upgrade().replace("GET", "POST").replace("X-API", "Content-Length: 0\r\nX-API");
            assertEquals("hello", gateway.call(post).body());
            assertEquals("", agent.request().header("Upgrade"));
        }
    }

    /// An agent that does not switch gets nothing of what the client sends next but judged requests: no tunnel is
    /// made by asking for one.
    @Test
    void refusedUpgrade_opensNoTunnel() throws Exception {
        try (TestAgent agent = TestAgent.answering(_ -> TestAgent.ok("no"));
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(upgrade() + get(AGENT + "/smuggled"));
            assertEquals("no", client.response().body());
            assertEquals(401, client.response().status());
            client.send(get(AGENT + "/judged", GatewayFixture.header(key)));
            assertEquals("no", client.response().body());
            assertEquals("/chat", agent.request().target());
            assertEquals("/judged", agent.request().target());
            assertTrue(agent.requests.isEmpty());
        }
    }

    /// An agent that switches without being asked, or to something else, has failed.
    @Test
    void wrongSwitch_is502() throws Exception {
        try (TestAgent agent = TestAgent.serving(peer -> {
            boolean asked = peer.request().target().equals("/chat");
            peer.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: "
                    + (asked ? "other" : "websocket") + "\r\n\r\n");
            peer.isEnded();
        })) {
            gateway.deploy(agent);
            assertEquals(502, gateway.call(upgrade()).status());
            assertEquals(
                    502, gateway.call(get(AGENT, GatewayFixture.header(key))).status());
        }
    }

    /// What a client sends before it is let in is no frame: it is judged as a request.
    @Test
    void bytesBeforeTheAnswer_neverReachTheAgent() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
        try (TestAgent agent = TestAgent.serving(peer -> {
                    Message request = peer.request();
                    mayAnswer.await();
                    peer.send(WebSocketAgent.accepting(request));
                    ended.add(peer.isEnded());
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(upgrade() + get(AGENT + "/early"));
            Await.until("the agent was called", () -> agent.connections.get() == 1);
            mayAnswer.countDown();
            assertEquals(502, client.response().status());
            assertTrue(ended.poll(10, TimeUnit.SECONDS));
        }
    }
}
