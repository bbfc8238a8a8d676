package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A key opens in one form, at the places its policy names, over HTTP/1.1 and HTTP/2 alike (K02 to K17).
class HostileKeysIT {
    private HostileDoor door;

    @BeforeEach
    void start() throws IOException {
        door = HostileDoor.usual();
        door.route("bearer", "", "/bearer", AccessMode.STRICT, "header authorization Bearer");
        door.route("query", "", "/query", AccessMode.STRICT, "query api_key");
        door.route("cookie", "", "/cookie", AccessMode.STRICT, "cookie session");
        door.route("body", "", "/body", AccessMode.STRICT, "body key");
    }

    @AfterEach
    void stop() throws IOException {
        door.close();
    }

    private String unknown() {
        return KeyFormat.generate(KeyType.SECRET, door.gateway.randomness).reveal();
    }

    private long medianOf(Peer client, String header) throws IOException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            long start = System.nanoTime();
            client.send(get(AGENT, header));
            assertEquals(401, client.response().status());
            times.add(System.nanoTime() - start);
        }
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    /// K03: a revoked, an expired and an unknown key take as long; the bound leaves room for a busy machine.
    @Test
    void wrongKeys_takeAsLong() throws Exception {
        door.gateway.put(door.secret, new KeyBinding.WholeOrganization(), "a key", true, KeyEntry.NEVER);
        long best = Long.MAX_VALUE;
        try (Peer client = door.gateway.connect()) {
            for (int round = 0; round < 5; round++) {
                long unknown = medianOf(client, "X-API-Key: " + unknown());
                long revoked = medianOf(client, "X-API-Key: " + door.key);
                best = Math.min(best, Math.abs(unknown - revoked));
            }
        }
        assertTrue(best < 100_000, "medians differ by " + best + " ns at best");
    }

    /// K07: what looks like a key is none.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0001%s",
                "%s\u007f",
                "\u00e2\u0080\u008b%s",
                "%s\u00c2\u00a0",
                "\u00d1\u0455%s",
                "\u00ef\u00bb\u00bf%s",
                "%s\u0301",
                "\u00a0%s",
                "%s\u00ad",
                "\u202e%s"
            })
    void otherCharacters_areRefused(String form) throws Exception {
        for (String header : new String[] {"X-API-Key: ", "Authorization: Bearer "}) {
            String target = header.startsWith("X") ? AGENT : "/bearer";
            int status = door.refusal(get(target, header + form.formatted(door.key)));
            assertTrue(status == 401 || status == 400, "" + status);
        }
    }

    /// K08: nothing behind the scheme, or something else than one space before the key.
    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer ", "Bearer\t%s", "Bearer  %s", "Bearer %s %s", "Bearer=%s", "Bearer,%s", "%s"})
    void badlyWrittenScheme_is401(String value) throws Exception {
        assertEquals(401, door.refusal(get("/bearer", "Authorization: " + value.formatted(door.key, door.key))));
    }

    /// K08, K13: the case of the scheme and of the header's name makes no difference.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer",
                "authorization: bearer",
                "AUTHORIZATION: BEARER",
                "AuThOrIzAtIoN: bEaReR"
            })
    void caseOfNames_isNoMatter(String header) throws Exception {
        assertEquals(200, door.status(get("/bearer", header + " " + door.key)));
    }

    /// K13: HTTP/2, where names are in lower case.
    @Test
    void http2_isTheSame() throws Exception {
        try (Http2Peer client = Http2Peer.connect(door.gateway.gateway.url())) {
            assertEquals(
                    200,
                    client.call(Http2Peer.request("GET", AGENT, "x-api-key", door.key))
                            .status());
            assertEquals(
                    200,
                    client.call(Http2Peer.request("GET", "/bearer", "authorization", "bearer " + door.key))
                            .status());
            assertEquals(
                    401,
                    client.call(Http2Peer.request("GET", "/bearer", "x-api-key", door.key))
                            .status());
            assertEquals(
                    400,
                    client.call(Http2Peer.request("GET", AGENT, "x-api-key", door.key, "x-api-key", door.key))
                            .status());
        }
    }

    /// K09: too much is refused before anything is hashed, and the next client is served.
    @Test
    void tooMuch_isRefused() throws Exception {
        assertEquals(401, door.refusal(get(AGENT, "X-API-Key: " + "k".repeat(513))));
        assertEquals(431, door.refusal(get(AGENT, "X-API-Key: " + "k".repeat(1_000_000))));
        assertEquals(431, door.refusal(get(AGENT, "X-A: b\r\n".repeat(100) + "X-API-Key: " + door.key)));
        assertEquals(413, door.refusal(json("{\"key\":\"" + "k".repeat(1_000_000) + "\"}")));
        assertEquals(400, door.refusal(json("[".repeat(100) + "]".repeat(100))));
        assertEquals(200, door.status(json("{\"key\":\"" + door.key + "\"}")));
    }

    private static String json(String body) {
        return post("/body", body, "Content-Type: application/json");
    }

    /// K10: never the first of several, nor the last.
    @Test
    void severalAtOnePlace_are400() throws Exception {
        String bearer = "Authorization: Bearer " + door.key;
        for (String second : new String[] {door.key, unknown()}) {
            assertEquals(400, door.refusal(get("/bearer", bearer, "Authorization: Bearer " + second)));
            assertEquals(400, door.refusal(get("/query?api_key=" + door.key + "&api_key=" + second)));
            assertEquals(400, door.refusal(get("/query?api_key=" + door.key + "&api%5fkey=" + second)));
            assertEquals(400, door.refusal(get("/cookie", "Cookie: session=" + door.key + "; session=" + second)));
            assertEquals(400, door.refusal(json("{\"key\":\"" + door.key + "\",\"key\":\"" + second + "\"}")));
            assertEquals(400, door.refusal(json("{\"key\":\"" + door.key + "\",\"\\u006bey\":\"" + second + "\"}")));
        }
    }

    /// K16: a key in the URL goes no further, and no page learns it; unasked it is refused.
    @Test
    void keyInTheQuery_isTakenOut() throws Exception {
        Message answer = door.gateway.call(get("/query?a=b&api_key=" + door.key + "&c=d"));

        assertEquals(200, answer.status());
        assertEquals("no-referrer", answer.header("Referrer-Policy"));
        Message seen = door.agent.request();
        assertEquals("/query?a=b&c=d", seen.target());
        assertFalse(seen.toString().contains(door.key));
        for (String elsewhere : new String[] {"/query/" + door.key, "/query?api_key=" + door.key + "&x=" + door.key}) {
            assertEquals(door.refusal(get(elsewhere)) / 100, 4);
        }
        assertEquals(400, door.refusal(get("/bearer?api_key=" + door.key, "Authorization: Bearer " + door.key)));
    }

    /// K17: a place that the policy does not name holds no key; one that it names shows the upstream none.
    @Test
    void keyElsewhere_is401() throws Exception {
        assertEquals(401, door.refusal(get("/bearer", "Cookie: session=" + door.key)));
        assertEquals(401, door.refusal(get("/cookie", "Authorization: Bearer " + door.key)));
        assertEquals(
                401, door.refusal(post("/bearer", "{\"key\":\"" + door.key + "\"}", "Content-Type: application/json")));
        assertEquals(401, door.refusal(post("/body", "{\"key\":\"" + door.key + "\"}", "Content-Type: text/plain")));
        assertFalse(door.forwarded(get("/cookie", "Cookie: a=b; session=" + door.key))
                .toString()
                .contains(door.key));
        assertFalse(door.forwarded(json("{\"key\":\"" + door.key + "\",\"a\":1}"))
                .toString()
                .contains(door.key));
    }
}
