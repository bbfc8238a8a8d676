package dev.ostiary.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers to be set on the way to an upstream cannot say who called, frame the message or carry a credential (G
/// group).
final class UpstreamHeadersTest {
    /// Names are kept in lower case, values as they are.
    @Test
    void names_areLowerCase() {
        UpstreamHeaders headers = new UpstreamHeaders(Map.of("X-Team", "payments, EU"));

        assertEquals(Map.of("x-team", "payments, EU"), headers.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Ostiary-Key-Id",
                "x-ostiary-anything",
                "X_Ostiary_Key_Id",
                "Host",
                "content-length",
                "Transfer-Encoding",
                "Content-Type",
                "Connection",
                "Keep-Alive",
                "Upgrade",
                "TE",
                "Trailer",
                "Proxy-Authorization",
                "Proxy-Connection",
                "Expect",
                "Authorization",
                "Cookie",
                "X-API-Key",
                "Forwarded",
                "X-Forwarded-For",
                "Sec-WebSocket-Key",
                "traceparent",
                "content_length",
                ":authority",
                "x y",
                "",
                "-x"
            })
    void name_thatIsNotToBeSet_isRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> new UpstreamHeaders(Map.of(name, "v")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " v", "v ", "a\r\nb: c", "a\tb", "\u00e4", "\u0000"})
    void value_thatIsNone_isRefused(String value) {
        assertThrows(IllegalArgumentException.class, () -> new UpstreamHeaders(Map.of("x-team", value)));
    }

    /// Neither one header by two names, nor more than there may be.
    @Test
    void tooMany_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new UpstreamHeaders(Map.of("X-A", "1", "x-a", "2")));
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i <= UpstreamHeaders.MAX; i++) {
            many.put("x-" + i, "v");
        }
        assertThrows(IllegalArgumentException.class, () -> new UpstreamHeaders(many));
    }
}
