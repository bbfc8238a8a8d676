package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Escapes are undone once, and what only looks like one is left alone.
final class PercentEncodingTest {
    @ParameterizedTest
    @CsvSource({
        "%41,A",
        "a%2fb%2Fc,a/b/c",
        "%25,%",
        "%2541,%41",
        "%%41,%A",
        "%4,%4",
        "%,%",
        "a%,a%",
        "%4g%41,%4gA",
        "%C3%BC,Ã¼",
        "'%00x','\u0000x'",
        "+,+",
        "%\uff14\uff11,%\uff14\uff11"
    })
    void undone_once(String text, String plain) {
        assertEquals(plain, PercentEncoding.undone(text));
    }

    /// A text without escapes is not copied.
    @Test
    void undone_none_isTheSame() {
        String text = String.join("/", "", "v1", "100%");

        assertSame(text, PercentEncoding.undone(text));
    }
}
