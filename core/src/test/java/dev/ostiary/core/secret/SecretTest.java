package dev.ostiary.core.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A secret can be carried about without being seen (S4.11, L02).
final class SecretTest {
    /// It prints as the same dots whatever it is and however long, by itself and inside of other things.
    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "sk_ost_canary", "a much longer text than the others, to see whether length shows"})
    void toString_isDots(String value) {
        record Holder(Secret secret) {}

        assertEquals("••••••••", Secret.of(value).toString());
        assertEquals("Holder[secret=••••••••]", new Holder(Secret.of(value)).toString());
    }

    /// It opens by being asked to.
    @Test
    void reveal_isTheValue() {
        assertEquals("canary", Secret.of("canary").reveal());
    }

    /// Equal texts make equal secrets.
    @ParameterizedTest
    @ValueSource(strings = {"", "canary", "\u00e9\ud83d\udd11", "\ud83d"})
    void equals_sameText_isTrue(String value) {
        assertEquals(Secret.of(value), Secret.of(value));
    }

    static List<List<String>> different() {
        return List.of(
                List.of("canary", "canarx"),
                List.of("canary", "Canary"),
                List.of("canary", "canar"),
                List.of("canary", ""),
                List.of("canary", "canary "),
                List.of("\u00e9", "e\u0301"),
                List.of("\ud83d", "\ud83e"),
                List.of("\ud83d", "?"));
    }

    /// Different texts make different secrets, however little they differ: the last character, case, normal form,
    /// halves of surrogate pairs, which every encoding turns into the same question mark.
    @ParameterizedTest
    @MethodSource("different")
    void equals_otherText_isFalse(List<String> pair) {
        assertNotEquals(Secret.of(pair.get(0)), Secret.of(pair.get(1)));
    }

    /// It equals no text, not even its own.
    @Test
    @SuppressWarnings("EqualsIncompatibleType") // on purpose
    void equals_text_isFalse() {
        assertNotEquals("canary", (Object) Secret.of("canary"));
        assertNotEquals(Secret.of("canary"), (Object) "canary");
    }

    /// The hash tells nothing: it is the same for all.
    @Test
    void hashCode_isTheSameForAll() {
        assertEquals(Secret.of("one").hashCode(), Secret.of("other").hashCode());
    }
}
