package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// While an agent's system takes no connection, requests wait for one, as long as the client does and no longer than is
/// set.
class SlowConnectIT {
    private final List<Socket> queue = new ArrayList<>();
    private final ServerSocket listener;
    private final URI url;

    SlowConnectIT() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        url = URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /// Fills the queue of connections that wait to be accepted, so that the next one is not answered.
    @BeforeEach
    void fillQueue() throws IOException {
        while (queue.size() < 100) {
            Socket socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException full) {
                socket.close();
                return;
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : queue) {
            socket.close();
        }
        listener.close();
    }

    @Test
    void connectionInTime_takesTheWaitingRequest() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                Peer client = gateway.connect()) {
            gateway.deploy("agent", url, true);
            client.send(post(AGENT + "/waits", "body", gateway.keyHeader()));
            try (TestAgent agent = TestAgent.answering(listener, _ -> TestAgent.ok("at last"))) {
                assertEquals("at last", client.response().body());
                Message request = agent.request();
                assertEquals("/waits", request.target());
                assertEquals("body", request.body());
            }
        }
    }

    /// The connection that comes too late for its client serves the next one.
    @Test
    void clientThatIsGone_isNotServed() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture()) {
            gateway.deploy("agent", url, true);
            try (Peer client = gateway.connect()) {
                client.send(get(AGENT + "/gone", gateway.keyHeader()));
            }
            try (TestAgent agent = TestAgent.answering(listener, _ -> TestAgent.ok("next"))) {
                for (int i = 0; i < 5; i++) {
                    assertEquals(
                            "next",
                            gateway.call(get(AGENT + "/next", gateway.keyHeader()))
                                    .body());
                    assertEquals("/next", agent.request().target());
                }
            }
        }
    }

    @Test
    void connectionThatDoesNotCome_is502() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.impatient()) {
            gateway.deploy("agent", url, true);
            Message answer = gateway.call(post(AGENT, "body", gateway.keyHeader()));
            assertEquals(502, answer.status(), answer.toString());
        }
    }
}
