package dev.ostiary.control.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.control.json.StrictJson;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.RefusedException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person may have the server send when trying an agent out: requests below that agent's address, and none that
/// says how it is sent.
class TestCallTest {
    private static final String AGENT = "http://gateway.test:8080/acme/production/bot";

    private static TestCall call(Map<String, Object> fields) {
        return TestCall.read(JsonFields.of(StrictJson.mapper().valueToTree(fields)));
    }

    private static List<String> wrong(Map<String, Object> fields) {
        return assertThrows(RefusedException.class, () -> call(fields)).fields().stream()
                .map(FieldProblem::field)
                .toList();
    }

    /// Whatever path is let through, the call goes to the gateway and to that agent.
    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/chat", "/a/b?c=d&e=%20f", "//elsewhere.test/", "/@elsewhere.test", "/a..b/...", "/:80"})
    void below_path_staysBelowTheAgent(String path) {
        URI target = call(Map.of("method", "POST", "path", path)).below(AGENT);

        assertEquals("gateway.test:8080", target.getRawAuthority());
        assertEquals(AGENT + path, target.toString());
    }

    /// A path that leads elsewhere, or that servers may read as another one, is refused.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chat",
                "@elsewhere.test/",
                ":99/",
                "/../other",
                "/a/../../x",
                "/.",
                "/%2e%2e/other",
                "/%2E./x",
                "/a%2f..%2fb",
                "/a%5cb",
                "/a\\b",
                "/#x",
                "/a b",
                "/\u00e4",
                "/%zz"
            })
    void read_pathThatLeadsElsewhere_isRefused(String path) {
        assertEquals(List.of("path"), wrong(Map.of("method", "POST", "path", path)));
    }

    /// What the client itself says, and from where a request comes, nobody else says.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-length",
                "Transfer-Encoding",
                "Upgrade",
                "X-Forwarded-For",
                "Proxy-Connection",
                "a b"
            })
    void read_headerOfTheConnection_isRefused(String name) {
        assertEquals(List.of("headers"), wrong(Map.of("method", "GET", "path", "/", "headers", Map.of(name, "x"))));
    }

    /// A line break in a value would begin another header.
    @Test
    void read_headerWithALineBreak_isRefused() {
        assertEquals(
                List.of("headers"),
                wrong(Map.of("method", "GET", "path", "/", "headers", Map.of("X-A", "b\r\nHost: c"))));
    }

    /// The test key is sent in `X-API-Key` (S0.18), unless the person writes another there, however it is spelled.
    @Test
    void sent_testKey_yieldsToWhatThePersonWrites() {
        Map<String, Object> plain = Map.of("method", "POST", "path", "/", "key", "tk_ost_EXAMPLE");

        assertEquals(Map.of("X-API-Key", "tk_ost_EXAMPLE"), call(plain).sent());
        assertEquals(
                Map.of("X-API-Key", "mine"),
                call(Map.of(
                                "method",
                                "POST",
                                "path",
                                "/",
                                "key",
                                "tk_ost_EXAMPLE",
                                "headers",
                                Map.of("x-api-key", "mine")))
                        .sent());
    }

    /// Only a test key is taken as one: a lasting key has no business in the page.
    @Test
    void read_otherKey_isRefused() {
        assertEquals(List.of("key"), wrong(Map.of("method", "GET", "path", "/", "key", "sk_ost_EXAMPLE")));
    }
}
