package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// What an upstream of HTTP/2 says reaches the client, however it is cut into pieces on the way.
class Http2UpstreamIT {
    private static final int END_STREAM = 1;

    /// Reads frames until a request is whole, and answers the number of its stream.
    private static String requested(Peer peer) throws IOException {
        while (true) {
            String head = peer.bytes(9);
            int length = head.charAt(0) << 16 | head.charAt(1) << 8 | head.charAt(2);
            String unused = peer.bytes(length);
            if (head.charAt(3) <= 1 && (head.charAt(4) & END_STREAM) != 0) {
                return head.substring(5);
            }
        }
    }

    private static String frame(int type, int flags, String stream, String payload) {
        return "\u0000\u0000" + (char) payload.length() + (char) type + (char) flags + stream + payload;
    }

    /// Head, body and end that are written at once are passed on at once, as gRPC servers do.
    @Test
    void wholeResponse_inOnePiece_arrives() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.serving(peer -> {
                    Message preface = peer.head();
                    assertEquals("PRI * HTTP/2.0", preface.startLine());
                    assertEquals("SM\r\n\r\n", peer.bytes(6));
                    peer.send(frame(4, 0, "\u0000\u0000\u0000\u0000", ""));
                    while (true) {
                        String stream = requested(peer);
                        // The frames of one response, and `:status: 200` as one number (RFC 7541, appendix A).
                        String response = frame(1, 4, stream, "\u0088") + frame(0, END_STREAM, stream, "hello");
                        peer.send(response.getBytes(ISO_8859_1));
                    }
                });
                Peer client = gateway.connect()) {
            gateway.deploy("agent", URI.create("h2c://127.0.0.1:" + agent.url().getPort()), true);
            String key = gateway.keyHeader();
            for (int i = 0; i < 20; i++) {
                client.send(get(AGENT, key));
                assertEquals("hello", client.response().body());
            }
        }
    }
}
