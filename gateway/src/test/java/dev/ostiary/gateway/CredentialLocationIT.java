package dev.ostiary.gateway;

import static dev.ostiary.core.access.AccessMode.OPTIONAL;
import static dev.ostiary.core.access.AccessMode.STRICT;
import static dev.ostiary.gateway.OwnRoutes.policy;
import static dev.ostiary.gateway.OwnRoutes.prefix;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A key is read where the policy says, nowhere else, and taken out of there (S1.10, S4.2, S4.16, G07, K16, K17).
class CredentialLocationIT {
    private static final String JSON = "Content-Type: application/json";

    private GatewayFixture gateway;
    private TestAgent agent;
    private String key;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.greeting();
        key = gateway.key().reveal();
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    private void guard(AccessMode mode, String... locations) {
        gateway.route("svc", prefix("/svc", agent.url()), policy(mode, locations));
    }

    private Message passed(String request) throws Exception {
        Message answer = gateway.call(request);
        assertEquals(200, answer.status(), answer.toString());
        Message seen = agent.request();
        assertFalse(seen.toString().contains(key), seen.toString());
        return seen;
    }

    private void assertRefused(int status, String request) throws IOException {
        assertEquals(status, gateway.call(request).status());
        assertTrue(agent.requests.isEmpty());
    }

    /// S1.10: another header, and no longer in `Authorization`; what is the upstream's own stays.
    @Test
    void otherHeader_isReadAndRemoved() throws Exception {
        guard(STRICT, "header X-Token");

        Message seen = passed(get("/svc", "x-token: " + key, "Authorization: Basic dTpw", "Cookie: a=1"));

        assertEquals("", seen.header("X-Token"));
        assertEquals("Basic dTpw", seen.header("Authorization"));
        assertEquals("a=1", seen.header("Cookie"));
        assertRefused(401, get("/svc", "Authorization: Bearer " + key));
        assertRefused(400, get("/svc", "X-Token: " + key, "X-Token: " + key));
    }

    /// S4.16: whichever of our keys stands where no policy reads one, and whatever the header is called, it does
    /// not reach the upstream; what stands beside it does.
    @ParameterizedTest
    @ValueSource(strings = {"SECRET", "TEST", "MANAGEMENT", "PUBLIC"})
    void strayKeys_areErased(String type) throws Exception {
        guard(STRICT, "header X-Token");
        String stray = StrayKeysTest.issued(KeyType.valueOf(type));
        Message seen = passed(get(
                "/svc",
                "X-Token: " + key,
                "Proxy-Authorization: Bearer " + stray,
                "Cookie: a=1; session=" + stray + "; b=2",
                "Referer: http://page.test/?key=" + stray,
                "X-Other: " + stray,
                "X-Other: innocent",
                stray + ": x",
                "X-Mine: ask_ost_anything-of-the-agents-own-that-is-long"));

        assertFalse(seen.toString().contains(stray), seen.toString());
        assertEquals("", seen.header("Proxy-Authorization"));
        assertEquals("a=1; b=2", seen.header("Cookie"));
        assertEquals("ask_ost_anything-of-the-agents-own-that-is-long", seen.header("X-Mine"));
    }

    /// Credentials for a proxy are for this one, whoever's they are (RFC 9110, section 11.7.2).
    @Test
    void proxyAuthorization_goesNoFurther() throws Exception {
        guard(STRICT, "header X-Token");

        Message seen = passed(get("/svc", "X-Token: " + key, "Proxy-Authorization: Basic dTpw"));

        assertEquals("", seen.header("Proxy-Authorization"));
    }

    /// Nor does one in trailers.
    @Test
    void strayKey_inTrailers_isErased() throws Exception {
        guard(STRICT, "header X-Token");
        String body = "1\r\nx\r\n0\r\nX-Other: " + key + "\r\nX-Sum: 1\r\n\r\n";

        Message seen = passed(Requests.chunked("/svc", body, "X-Token: " + key));

        assertTrue(seen.toString().contains("X-Sum"), seen.toString());
    }

    /// A body that says it is JSON in other words is read too, so that the upstream does not see what stands there.
    @ParameterizedTest
    @ValueSource(strings = {"text/json", "application/vnd.api+json; charset=utf-8", "APPLICATION/PROBLEM+JSON"})
    void bodyField_ofOtherJsonTypes_isReadAndRemoved(String type) throws Exception {
        guard(AccessMode.PERMISSIVE, "body api_key");

        Message seen = passed(post("/svc", "{\"api_key\":\"" + key + "\",\"a\":1}", "Content-Type: " + type));

        assertEquals(gateway.id(Secret.of(key)).value(), seen.header("X-Ostiary-Key-Id"));
    }

    /// A header with a scheme of one's own; other schemes are somebody else's.
    @Test
    void scheme_isReadAndRemoved() throws Exception {
        guard(STRICT, "header X-Auth Token");

        assertEquals("", passed(get("/svc", "X-Auth: token " + key)).header("X-Auth"));
        assertRefused(401, get("/svc", "X-Auth: " + key));
        guard(OPTIONAL, "header X-Auth Token");
        assertEquals("Other x", passed(get("/svc", "X-Auth: Other x")).header("X-Auth"));
    }

    /// K16: the rest of the target stays byte for byte, and no page that is reached from there learns it.
    @ParameterizedTest
    @CsvSource({
        "/svc?api_key=KEY, /svc",
        "/svc/%7ex?api_key=KEY&a=%20b&c, /svc/%7ex?a=%20b&c",
        "/svc?a=1&api_key=KEY, /svc?a=1",
        "/svc?a=1&api%5Fkey=KEY&b=2, /svc?a=1&b=2"
    })
    void query_isReadAndRemoved(String target, String expected) throws Exception {
        guard(STRICT, "query api_key");

        Message answer = gateway.call(get(target.replace("KEY", key)));

        assertEquals(200, answer.status());
        assertEquals("no-referrer", answer.header("Referrer-Policy"));
        Message seen = agent.request();
        assertEquals(expected, seen.target());
        assertFalse(seen.toString().contains(key));
    }

    @Test
    void query_isReadOnceAndOnlyThere() throws Exception {
        guard(STRICT, "query api_key");

        assertRefused(401, get("/svc?other=1"));
        assertRefused(401, get("/svc", "Authorization: Bearer " + key));
        assertRefused(400, get("/svc?api_key=" + key + "&api_key=" + key));
        assertRefused(
                400,
                get("/svc/" + key + "?api_key=" + key + "&x=" + gateway.key().reveal()));
        Message refused = gateway.call(get("/svc?api_key=wrong"));
        assertEquals(401, refused.status());
        assertEquals("no-referrer", refused.header("Referrer-Policy"));
    }

    /// K17: the cookie goes, the others stay.
    @Test
    void cookie_isReadAndRemoved() throws Exception {
        guard(STRICT, "cookie session");

        assertEquals(
                "a=1; b=\"2\"",
                passed(get("/svc", "Cookie: a=1; session=" + key + "; b=\"2\"")).header("Cookie"));
        assertEquals(List.of(), passed(get("/svc", "Cookie: session=" + key)).values("Cookie"));
        assertEquals(
                "a=1",
                passed(get("/svc", "Cookie: session=\"" + key + "\"; a=1")).header("Cookie"));
        assertRefused(401, get("/svc", "Cookie: xsession=" + key));
        assertRefused(401, get("/svc", "Cookie: Session=" + key));
        assertRefused(400, get("/svc", "Cookie: session=" + key + "; session=x"));
    }

    /// S4.2: the field is cut out of the bytes and the length is that of the rest.
    @Test
    void bodyField_isReadAndRemoved() throws Exception {
        guard(STRICT, "body api_key");

        Message seen = passed(post("/svc", "{\"a\": 1, \"api_key\":\"" + key + "\" ,\"b\":[2.50]}", JSON));

        assertEquals("{\"a\": 1 ,\"b\":[2.50]}", seen.body());
        assertEquals("20", seen.header("Content-Length"));
        String whole = "{\"api_key\":\"" + key + "\"}";
        String chunks = Integer.toHexString(whole.length()) + "\r\n" + whole + "\r\n0\r\n\r\n";
        assertEquals("{}", passed(Requests.chunked("/svc", chunks, JSON)).body());
        assertEquals(
                "{}",
                passed(post("/svc", whole, "Content-Type: Application/JSON; charset=utf-8"))
                        .body());
    }

    /// The connection can be used on, and so can a body whose key was elsewhere.
    @Test
    void bodyPolicies_keepTheConnection() throws Exception {
        guard(STRICT, "header X-API-Key", "body api_key");
        try (Peer client = gateway.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send(post("/svc/" + i, "{\"api_key\":\"" + key + "\",\"i\":" + i + "}", JSON));
                assertEquals(200, client.response().status());
                assertEquals("{\"i\":" + i + "}", agent.request().body());
                client.send(post("/svc", "{\"api_key\":\"wrong\"}", JSON));
                assertEquals(401, client.response().status());
                client.send(post("/svc/" + i, "{\"x\":\"y\"}", JSON, "X-API-Key: " + key));
                assertEquals(200, client.response().status());
                assertEquals("{\"x\":\"y\"}", agent.request().body());
                client.send(post("/svc/" + i, "not json", "Content-Type: text/plain", "X-API-Key: " + key));
                assertEquals(200, client.response().status());
                assertEquals("not json", agent.request().body());
            }
        }
    }

    /// K09, K17: what is too long, too deep or can be read in two ways is refused, before any look at a key.
    @Test
    void bodyThatCannotBeRead_isRefused() throws Exception {
        guard(STRICT, "body api_key");
        String field = "\"api_key\":\"" + key + "\"";

        assertRefused(413, post("/svc", "{" + field + ",\"a\":\"" + "x".repeat(1_000_000) + "\"}", JSON));
        assertRefused(413, Requests.chunked("/svc", "7a120\r\n" + "x".repeat(500_000) + "\r\n0\r\n\r\n", JSON));
        assertRefused(400, post("/svc", "{" + field + ",\"a\":" + "[".repeat(100) + "]".repeat(100) + "}", JSON));
        assertRefused(400, post("/svc", "{" + field + "," + field + "}", JSON));
        assertRefused(400, post("/svc", "{" + field + ",\"a\":\"\u00e4\"}", JSON));
        assertRefused(400, post("/svc", "{" + field, JSON));
        assertRefused(401, post("/svc", "{\"a\":{" + field + "}}", JSON));
        assertRefused(401, post("/svc", "{" + field + "}", "Content-Type: text/plain"));
        assertRefused(401, post("/svc", "api_key=" + key, "Content-Type: application/x-www-form-urlencoded"));
        assertRefused(401, post("/svc", "", JSON));
    }

    /// What could not be taken for a key where keys are read does not get through either.
    @Test
    void anonymousRequest_isCleanedToo() throws Exception {
        guard(OPTIONAL, "body api_key");
        assertEquals(
                "{\"a\":1}",
                passed(post("/svc", "{\"api_key\":17,\"a\":1}", JSON)).body());
        assertEquals(
                "[{\"api_key\":1}]",
                passed(post("/svc", "[{\"api_key\":1}]", JSON)).body());
        guard(AccessMode.PERMISSIVE, "query k", "cookie c", "header X-K");
        Message seen = passed(get("/svc?k=wrong&a=1", "Cookie: c = wrong; d=1"));
        assertEquals("/svc?a=1", seen.target());
        assertEquals("d=1", seen.header("Cookie"));
        assertEquals(List.of(), passed(get("/svc", "X-K: ")).values("X-K"));
    }

    /// Several places: any of them, the same key in two of them, but no two keys.
    @Test
    void severalLocations_takeOneKey() throws Exception {
        guard(STRICT, "header authorization Bearer", "header X-API-Key", "query k");
        String bearer = "Authorization: Bearer " + key;

        passed(get("/svc", bearer));
        passed(get("/svc", "X-API-Key: " + key));
        assertEquals(
                "/svc",
                passed(get("/svc?k=" + key, bearer, "X-API-Key: " + key)).target());
        assertRefused(400, get("/svc?k=" + gateway.key().reveal(), bearer));
        assertRefused(400, get("/svc", bearer, "X-API-Key: " + gateway.key().reveal()));
        assertRefused(400, get("/svc", bearer, "X-API-Key: wrong"));
    }

    /// K11: the same key in a usual header is no riddle, and does not get through there, issued here or brought
    /// along.
    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer KEY", "Authorization: KEY", "X-API-Key: KEY"})
    void sameKeyElsewhere_isRemovedToo(String header) throws Exception {
        guard(STRICT, "header X-Token");
        Secret imported = Secret.of("b1946ac9-2f4d-4c8e-imported");
        gateway.put(
                imported, gateway.organization, new KeyBinding.WholeOrganization(), Labels.NONE, KeyRestrictions.NONE);

        for (String used : new String[] {key, imported.reveal()}) {
            Message answer = gateway.call(get("/svc", "X-Token: " + used, header.replace("KEY", used)));
            assertEquals(200, answer.status());
            assertFalse(agent.request().toString().contains(used));
        }
    }

    /// A body that is asked for only after a word of the server's is asked for.
    @Test
    void expectation_isMetBeforeTheBodyIsJudged() throws Exception {
        guard(STRICT, "body api_key");
        String body = "{\"api_key\":\"" + key + "\"}";
        try (Peer client = gateway.connect()) {
            client.send(post("/svc", "", JSON, "Expect: 100-continue")
                    .replace("Content-Length: 0", "Content-Length: " + body.length()));
            assertEquals(100, client.head().status());
            client.send(body);
            assertEquals(200, client.response().status());
            assertEquals("{}", agent.request().body());
        }
    }
}
