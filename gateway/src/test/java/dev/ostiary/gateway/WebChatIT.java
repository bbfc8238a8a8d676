package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.gateway.clientapi.Widget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A page of a domain that the key allows talks to an agent with the public id alone, reads what it is told, and no
/// other page does (S2.12, S2.13, S2.20, S2.24).
class WebChatIT {
    private static final String URL = "/v1/agents/agent/messages";
    private static final String PAGE = "Origin: https://www.example.com";

    private GatewayFixture gateway;
    private TestAgent agent;
    private Secret key;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.answering(_ -> "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: https://only.test\r\n"
                + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi");
        gateway.deploy(agent);
        key = gateway.key(new KeyRestrictions(
                List.of(), List.of(DomainPattern.parse("*.example.com").orElseThrow()), List.of(), List.of()));
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    private String publicId() {
        return "Authorization: Bearer " + gateway.publicId(key);
    }

    private Message say(String... headers) throws IOException {
        return gateway.call(post(URL, "{}", headers));
    }

    /// The page may read the answer, and what the gateway says of it.
    @Test
    void allowedPage_getsTheReply() throws Exception {
        Message preflight = gateway.call(get(
                        URL,
                        PAGE,
                        "Access-Control-Request-Method: POST",
                        "Access-Control-Request-Headers: authorization,content-type")
                .replace("GET ", "OPTIONS "));
        assertEquals(204, preflight.status());
        assertEquals("POST", preflight.header("Access-Control-Allow-Methods"));
        assertEquals("authorization, content-type", preflight.header("Access-Control-Allow-Headers"));

        Message answer = say(publicId(), PAGE);
        assertEquals(200, answer.status());
        assertEquals("hi", answer.body());
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
        assertTrue(answer.header("Access-Control-Expose-Headers").contains("retry-after"));
        assertFalse(agent.request().toString().contains(gateway.publicId(key)));
    }

    /// Every other origin is refused, and can read that it is; with the secret it is nobody's concern.
    @Test
    void otherPages_areRefused() throws Exception {
        for (String origin : new String[] {
            "https://evil.test",
            "https://example.com",
            "https://www.example.com.evil.test",
            "https://user@www.example.com",
            "null",
            ""
        }) {
            Message answer = say(publicId(), "Origin: " + origin);
            assertEquals(403, answer.status(), origin);
            assertTrue(answer.body().contains("\"origin.refused\""), answer.body());
            assertEquals("*", answer.header("Access-Control-Allow-Origin"));
        }
        assertEquals(403, say(publicId()).status());
        assertEquals(403, say(publicId(), PAGE, PAGE).status());
        assertEquals(
                403,
                say("Authorization: Bearer " + gateway.publicId(gateway.key()), PAGE)
                        .status());
        assertTrue(agent.requests.isEmpty());
        assertEquals(
                200,
                say("Authorization: Bearer " + key.reveal(), "Origin: https://evil.test")
                        .status());
    }

    /// A reply that is streamed goes on while other routes change, and ends when the key does (R01).
    @Test
    void stream_endsWithItsKey() throws Exception {
        try (TestAgent streaming = TestAgent.serving(peer -> {
            Message unused = peer.request();
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                peer.send("1\r\na\r\n");
                Thread.sleep(20);
            }
        })) {
            gateway.deploy(streaming);
            try (Peer client = gateway.connect()) {
                client.send(post(URL, "{}", publicId(), PAGE));
                assertEquals("text/event-stream", client.head().header("Content-Type"));
                gateway.deploy("second", agent.url(), true);
                long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
                while (System.nanoTime() < end) {
                    assertEquals("a", client.chunk());
                }
                gateway.put(key, new KeyBinding.WholeOrganization(), "a key", true, Long.MAX_VALUE);
                assertThrows(IOException.class, () -> {
                    while (true) {
                        assertNotEquals("", client.chunk());
                    }
                });
            }
        }
    }

    /// The script is everybody's, and is not sent again to who has it.
    @Test
    void widget_isServedToEveryPage() throws Exception {
        Message script = gateway.call(get(Widget.PATH));
        assertEquals(200, script.status());
        assertEquals("text/javascript; charset=utf-8", script.header("Content-Type"));
        assertEquals("nosniff", script.header("X-Content-Type-Options"));
        assertEquals("cross-origin", script.header("Cross-Origin-Resource-Policy"));
        assertEquals("*", script.header("Access-Control-Allow-Origin"));
        assertEquals("public, max-age=3600", script.header("Cache-Control"));
        assertEquals(Widget.script().length, script.body().length());

        String tag = script.header("ETag");
        for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            Message unchanged = gateway.call(get(Widget.PATH + "?v=1", "If-None-Match: " + known));
            assertEquals(304, unchanged.status());
            assertEquals(tag, unchanged.header("ETag"));
        }
        assertEquals(
                200, gateway.call(get(Widget.PATH, "If-None-Match: \"other\"")).status());
        Message posted = gateway.call(post(Widget.PATH, ""));
        assertEquals(405, posted.status());
        assertEquals("GET, HEAD", posted.header("Allow"));
        assertEquals(401, gateway.call(get(Widget.PATH + "/x")).status());
        assertEquals(200, gateway.call(get(Widget.PATH)).status());
    }
}
