package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.gateway.http1.FlatHeaders;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Keys of ours are found wherever they stand in a header, and nothing else is taken for one (S4.16).
class StrayKeysTest {
    /// A whole key of that type.
    static String issued(KeyType type) {
        Randomness randomness = new Randomness();
        return type == KeyType.PUBLIC
                ? KeyFormat.generatePublicId(randomness)
                : KeyFormat.generate(type, randomness).reveal();
    }

    static Stream<HttpHeaders> kinds() {
        return Stream.of(new FlatHeaders(), new DefaultHttpHeaders());
    }

    /// At any place of a value, behind anything.
    @ParameterizedTest
    @MethodSource("kinds")
    void key_atAnyPlace_isErased(HttpHeaders headers) {
        for (KeyType type : KeyType.values()) {
            String key = issued(type);
            for (int before = 0; before < 14; before++) {
                for (String beside : List.of("k_ost_", "_", "x", "tsk")) {
                    headers.clear();
                    headers.add("A", beside.repeat(before) + "=" + key + "=" + beside.repeat(before));
                    headers.add("B", "kept");
                    StrayKeys.removeFrom(headers);
                    assertEquals(List.of("B"), List.copyOf(headers.names()));
                }
            }
        }
    }

    /// Part of a key, one with a wrong checksum and what only looks like one stay: they open nothing.
    @ParameterizedTest
    @MethodSource("kinds")
    void noKey_stays(HttpHeaders headers) {
        String key = issued(KeyType.SECRET);
        for (String value : List.of(
                key.substring(1),
                key.substring(0, key.length() - 1),
                key.replaceFirst(".$", key.endsWith("0") ? "1" : "0"),
                "sk_ost_",
                "task_ost_" + "x".repeat(60),
                "k_ost_".repeat(20))) {
            headers.clear();
            headers.add("A", value);
            StrayKeys.removeFrom(headers);
            assertEquals(value, headers.get("A"));
        }
    }

    /// Of cookies only those that bear one; the line goes when none is left.
    @ParameterizedTest
    @MethodSource("kinds")
    void cookies_areErasedOneByOne(HttpHeaders headers) {
        String key = issued(KeyType.SECRET);
        headers.add("cookie", "a=1; k=" + key + ";b=2");
        headers.add("Cookie", "c=3");
        headers.add("Cookie", key + "=1");
        StrayKeys.removeFrom(headers);

        assertEquals(List.of("a=1; b=2", "c=3"), headers.getAll("Cookie"));
        headers.set("Cookie", "k=\"" + key + "\"");
        StrayKeys.removeFrom(headers);
        assertFalse(headers.contains("Cookie"));
    }
}
