package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When an agent fails, the client learns it: by a problem before the response, by a broken connection after its
/// beginning.
class GatewayUpstreamFailureIT {
    private GatewayFixture gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = GatewayFixture.impatient();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void assertProblem(int status, String code, Message answer) {
        assertEquals(status, answer.status(), answer.toString());
        assertTrue(answer.body().contains("\"" + code + "\""), answer.body());
        assertTrue(answer.body().contains("\"source\":\"upstream\""), answer.body());
    }

    @Test
    void refusedConnection_is502AndTheClientMayGoOn() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        gateway.deploy("agent", URI.create("http://127.0.0.1:" + port), true);

        assertProblem(502, "upstream.unreachable", gateway.call(get(AGENT, gateway.keyHeader())));
        assertProblem(502, "upstream.unreachable", gateway.call(post(AGENT, "body", gateway.keyHeader())));
    }

    @Test
    void unknownHost_is502() throws Exception {
        gateway.deploy("agent", URI.create("http://no-such-host.invalid"), true);

        assertProblem(502, "upstream.unreachable", gateway.call(get(AGENT, gateway.keyHeader())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Le"})
    void closeBeforeTheResponse_is502(String beginning) throws Exception {
        try (TestAgent agent = TestAgent.serving(peer -> {
            peer.request();
            peer.send(beginning);
        })) {
            gateway.deploy(agent);
            Message answer = gateway.call(get(AGENT, gateway.keyHeader()));
            assertEquals(502, answer.status());
            assertTrue(answer.body().contains("\"source\":\"upstream\""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "HTTP/1.1 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nnocolon\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nbytes"
            })
    void garbage_is502(String garbage) throws Exception {
        try (TestAgent agent = TestAgent.answering(_ -> garbage)) {
            gateway.deploy(agent);
            assertProblem(502, "upstream.invalid-response", gateway.call(get(AGENT, gateway.keyHeader())));
        }
    }

    @Test
    void silence_is504() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (TestAgent agent = TestAgent.serving(peer -> {
            peer.request();
            assertTrue(peer.isEnded());
            end.countDown();
        })) {
            gateway.deploy(agent);
            assertProblem(504, "upstream.timeout", gateway.call(post(AGENT, "body", gateway.keyHeader())));
            end.await();
        }
    }

    /// The connection is the client's to use again: nothing of it was left undone.
    @Test
    void problemOfTheAgent_leavesTheConnectionUsable() throws Exception {
        try (TestAgent agent = TestAgent.answering(
                        request -> request.target().equals("/bad") ? "garbage\r\n" : TestAgent.ok("good"));
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            for (int i = 0; i < 3; i++) {
                client.send(post(AGENT + "/bad", "body", gateway.keyHeader()) + get(AGENT, gateway.keyHeader()));
                assertEquals(502, client.response().status());
                assertEquals("good", client.response().body());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\nhalf",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                "Transfer-Encoding: chunked\r\n\r\n8\r\nhalf",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nno size\r\n"
            })
    void brokenBody_isBrokenForTheClient(String half) throws Exception {
        CountDownLatch halfRead = new CountDownLatch(1);
        try (TestAgent agent = TestAgent.serving(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\n" + half);
                    halfRead.await();
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(get(AGENT, gateway.keyHeader()) + get(AGENT, gateway.keyHeader()));
            Message head = client.head();
            boolean isChunked = head.header("Transfer-Encoding").equals("chunked");
            assertEquals("half", isChunked ? client.chunk() : client.bytes(4));
            halfRead.countDown();
            assertTrue(client.isEnded());
        }
    }

    /// Where the response's end is the connection's end, only a reset tells that it is not whole.
    @Test
    void brokenBody_isAResetForHttp10() throws Exception {
        try (TestAgent agent = TestAgent.serving(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send("GET " + AGENT + " HTTP/1.0\r\n" + gateway.keyHeader() + "\r\n\r\n");
            assertTrue(client.isReset());
        }
    }

    @Test
    void stalledBody_isBrokenOff() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (TestAgent agent = TestAgent.serving(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                    assertTrue(peer.isEnded());
                    end.countDown();
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(get(AGENT, gateway.keyHeader()));
            assertThrows(EOFException.class, client::response);
            end.await();
        }
    }

    /// An agent may answer before it has read the request; the client gets the answer though it is still sending.
    @Test
    void earlyResponse_reachesAClientThatStillSends() throws Exception {
        try (TestAgent agent = TestAgent.serving(peer -> {
                    peer.head();
                    peer.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig");
                    peer.isReset();
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(post(AGENT, "", gateway.keyHeader()).replace("Content-Length: 0", "Content-Length: 9999999"));
            client.send(new byte[100_000]);
            Message answer = client.response();
            assertEquals(413, answer.status());
            assertEquals("big", answer.body());
            client.send(new byte[100_000]);
            assertFalse(client.isReset());
        }
    }

    /// The agent's connection is gone with the client's half sent request, and serves no one else.
    @Test
    void halfSentRequest_doesNotSpoilTheNext() throws Exception {
        try (TestAgent agent = TestAgent.greeting()) {
            gateway.deploy(agent);
            try (Peer client = gateway.connect()) {
                client.send(post(AGENT, "", gateway.keyHeader()).replace("Content-Length: 0", "Content-Length: 99")
                        + "half");
            }
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        "hello",
                        gateway.call(get(AGENT + "/whole", gateway.keyHeader())).body());
                assertEquals("/whole", agent.request().target());
            }
        }
    }

    @Test
    void stalledUpload_is408() throws Exception {
        try (TestAgent agent = TestAgent.greeting();
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(
                    post(AGENT, "", gateway.keyHeader()).replace("Content-Length: 0", "Content-Length: 99") + "half");
            assertEquals(408, client.response().status());
            assertTrue(client.isEnded());
        }
    }
}
