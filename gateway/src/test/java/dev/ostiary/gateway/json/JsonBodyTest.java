package dev.ostiary.gateway.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A key is read from a JSON body and cut out of it, and what could be read in two ways is not read at all (S4.2,
/// K09).
final class JsonBodyTest {
    private static final Set<String> KEY = Set.of("key");

    private static @Nullable JsonBody parse(String json) {
        return JsonBody.parse(json.getBytes(UTF_8), KEY);
    }

    private static String rest(String json, Set<String> names) {
        JsonBody body = JsonBody.parse(json.getBytes(UTF_8), names);
        assertNotNull(body, json);
        byte[] rest = body.rest();
        assertNotNull(rest, json);
        return new String(rest, UTF_8);
    }

    /// All else stays byte for byte, white space and order too.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"key\":\"K\"}|{}",
                "{ \"key\" : \"K\" }|{  }",
                "{\"key\":\"K\",\"a\":1}|{\"a\":1}",
                "{\"key\":\"K\" ,~ \"a\":1}|{\"a\":1}",
                "{\"a\":1,\"key\":\"K\"}|{\"a\":1}",
                "{\"a\": 1 , \"key\":\"K\" }|{\"a\": 1 }",
                "{\"a\":1,\"key\":\"K\",\"b\":[1,{\"key\":2}]}|{\"a\":1,\"b\":[1,{\"key\":2}]}",
                "{\"a\":\"Ärger, {\\\"\",\"key\":\"K\", \"b\":2.50}|{\"a\":\"Ärger, {\\\"\", \"b\":2.50}",
                "{\"k\\u0065y\":\"K\",\"a\":1}|{\"a\":1}",
                "{\"key\":null,\"a\":1}|{\"a\":1}",
                "{\"a\":1,\"key\":{\"x\":[1,2]}}|{\"a\":1}",
                "{\"a\":{},\"key\":12,\"b\":true}|{\"a\":{},\"b\":true}",
                "~{\"key\":\"K\"}~|~{}~"
            })
    void field_isCutOut(String json, String expected) {
        assertEquals(expected.replace('~', '\n'), rest(json.replace('~', '\n'), KEY));
    }

    @Test
    void severalFields_areCutOut() {
        Set<String> both = Set.of("k", "l");

        assertEquals("{}", rest("{\"k\":1,\"l\":2}", both));
        assertEquals("{\"a\":0}", rest("{\"k\":1,\"l\":2,\"a\":0}", both));
        assertEquals("{\"a\":0}", rest("{\"k\":1,\"a\":0,\"l\":2}", both));
        assertEquals("{\"a\":0,\"b\":1}", rest("{\"a\":0,\"k\":1,\"l\":2,\"b\":1}", both));
    }

    @Test
    void text_isUnescaped() {
        JsonBody body = parse("{\"key\":\"K\\u0041\\n\",\"a\":1}");

        assertNotNull(body);
        assertEquals("KA\n", body.text("key"));
        assertNull(body.text("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[{\"key\":\"K\"}]", "\"key\"", "1", "{\"a\":{\"key\":\"K\"}}", ""})
    void bodyWithoutIt_isLeftAlone(String json) {
        JsonBody body = parse(json);

        assertNotNull(body);
        assertNull(body.text("key"));
        assertNull(body.rest());
    }

    /// Two readers would find two keys, or one and none.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":\"K\",\"key\":\"L\"}",
                "{\"key\":\"K\",\"k\\u0065y\":\"K\"}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"key\":\"K\"",
                "{\"key\":\"K\"}}",
                "{\"key\":\"K\"} {\"key\":\"L\"}",
                "{\"key\":\"K\"},",
                "{key:\"K\"}",
                "{'key':'K'}",
                "{\"key\":\"K\",}",
                "{\"key\":\"K\"/**/}",
                "{\"key\":NaN}",
                "{\"key\":01}",
                "{\"key\":\"K\nL\"}",
                "key=K",
                "\uFEFF{\"key\":\"K\"}",
                " "
            })
    void ambiguousBody_isRefused(String json) {
        assertNull(parse(json));
    }

    @Test
    void otherEncodings_areRefused() {
        assertNull(JsonBody.parse("{\"key\":\"K\"}".getBytes(UTF_16BE), KEY));
        assertNull(JsonBody.parse("{\"a\":\"\u00e4\",\"key\":\"K\"}".getBytes(ISO_8859_1), KEY));
        assertNull(JsonBody.parse(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'}, KEY));
    }

    /// K09: depth costs the reader, so it is bounded.
    @Test
    void depth_isBounded() {
        assertNotNull(parse("{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}"));
        assertNull(parse("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"));
    }
}
