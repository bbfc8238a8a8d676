package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that an agent sends without being asked never become the answer to somebody's request.
class UnsolicitedResponseIT {
    private static final String WHOLE = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";

    @ParameterizedTest
    @ValueSource(strings = {WHOLE, "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nX-Poi", "HTT", "junk\r\n\r\n", "\r\n"})
    void whileIdle_closesTheConnection(String unasked) throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.serving(peer -> {
                    peer.request();
                    peer.send(TestAgent.ok("asked"));
                    answered.await();
                    peer.send(unasked);
                    assertTrue(peer.isEnded());
                    closed.countDown();
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(get(AGENT, gateway.keyHeader()));
            assertEquals("asked", client.response().body());
            answered.countDown();
            assertTrue(closed.await(10, TimeUnit.SECONDS));
            client.send(get(AGENT, gateway.keyHeader()));
            assertEquals("asked", client.response().body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {WHOLE, "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nX-Poi", "HTT", "junk\r\n\r\n"})
    void behindAResponse_closesTheConnection(String unasked) throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.serving(peer -> {
                    peer.request();
                    peer.send(TestAgent.ok("asked") + unasked);
                    assertTrue(peer.isEnded());
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            for (int i = 1; i <= 5; i++) {
                client.send(get(AGENT, gateway.keyHeader()));
                assertEquals("asked", client.response().body());
                assertEquals(i, agent.connections.get());
            }
        }
    }
}
