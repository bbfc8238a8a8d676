package dev.ostiary.core.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Two names that look the same are the same, and what cannot be seen is in none.
final class DisplayNameTest {
    /// Any text people write is kept as it is; that it is shown as text is the page's duty (W02, W03).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "CI server 7",
                "Zürich",
                "東京",
                "🔑",
                "<img src=x onerror=alert(1)>",
                "=HYPERLINK(1)",
                "a\u00a0b",
                "%s"
            })
    void parse_anyText_isKept(String text) {
        assertEquals(Optional.of(text), DisplayName.parse(text).map(DisplayName::toString));
    }

    /// White space around it is cut off, of any kind.
    @ParameterizedTest
    @ValueSource(strings = {" CI", "CI\n", "\tCI\r\n", "\u3000CI\u2003", "\u00a0CI", "CI\u202f\u00a0 ", "\u2007CI"})
    void parse_outerSpace_isCut(String text) {
        assertEquals(Optional.of(new DisplayName("CI")), DisplayName.parse(text));
    }

    /// Different writings of one character become one.
    @ParameterizedTest
    @CsvSource({"e\u0301,\u00e9", "A\u030a,\u00c5", "\u212b,\u00c5", "\u1100\u1161,\uac00"})
    void parse_isNormalised(String written, String kept) {
        assertEquals(Optional.of(kept), DisplayName.parse(written).map(DisplayName::value));
        assertThrows(IllegalArgumentException.class, () -> new DisplayName(written));
    }

    /// Nothing, white space, control and invisible characters, halves of characters are no name.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u3000",
                "\u00a0",
                "\u2007\u202f",
                "a\u0000b",
                "a\nb",
                "a\tb",
                "a\u007fb",
                "a\u0085b",
                "\u200b",
                "a\u200bb",
                "a\u200d",
                "\ufeffa",
                "a\u00adb",
                "a\u202eb",
                "a\u2066b",
                "a\u2028b",
                "a\u2029b",
                "a\ud83d",
                "\udd11a",
                "a\uffff",
                "a\udb40\udc41"
            })
    void parse_unprintable_isEmpty(String text) {
        assertEquals(Optional.empty(), DisplayName.parse(text));
        assertThrows(IllegalArgumentException.class, () -> new DisplayName(text));
    }

    /// Up to 100 characters as people count them, not bytes or UTF-16 units.
    @Test
    void parse_length_isCountedInCodePoints() {
        assertEquals(Optional.of(new DisplayName("🔑".repeat(100))), DisplayName.parse("🔑".repeat(100)));
        assertEquals(Optional.of(new DisplayName("\u00e9".repeat(100))), DisplayName.parse("e\u0301".repeat(100)));
        assertEquals(Optional.empty(), DisplayName.parse("🔑".repeat(101)));
        assertEquals(Optional.empty(), DisplayName.parse("x".repeat(101)));
    }

    /// A name that was not cut cannot be made.
    @Test
    void constructor_outerSpace_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DisplayName(" CI"));
        assertThrows(IllegalArgumentException.class, () -> new DisplayName("CI\u00a0"));
    }
}
