package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Labels have the syntax that Kubernetes has for them, and select as there (S1.5, S1.7).
final class LabelsTest {
    private static Labels labels(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (String pair : pairs) {
            values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return Labels.of(values);
    }

    /// All labels of the selector must be there with their values; others do no harm.
    @Test
    void match_allOfTheSelector() {
        Labels key = labels("team=payments", "tier=gold", "empty=");

        assertTrue(key.match(labels("team=payments")));
        assertTrue(key.match(labels("team=payments", "tier=gold")));
        assertTrue(key.match(labels("empty=")));
        assertTrue(key.match(Labels.NONE));
        assertFalse(key.match(labels("team=Payments")));
        assertFalse(key.match(labels("Team=payments")));
        assertFalse(key.match(labels("team=payments", "tier=silver")));
        assertFalse(key.match(labels("team=payments", "zone=")));
        assertFalse(Labels.NONE.match(labels("empty=")));
    }

    /// Names and values that Kubernetes takes.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=",
                "a=b",
                "A.b_c-D9=x.Y_z-0",
                "app.kubernetes.io/name=ostiary",
                "extauth.example/team=a",
                "x/y=z",
                "0=0",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=1",
                "n=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void valid_isTaken(String pair) {
        assertEquals(1, labels(pair).values().size());
    }

    /// And those that it does not take.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=b",
                "-a=b",
                "a-=b",
                ".a=b",
                "a b=c",
                "ü=a",
                "a=ü",
                "a=-b",
                "a=b-",
                "a=b c",
                "a=b/c",
                "/a=b",
                "x/=b",
                "x/y/z=b",
                "X/y=b",
                "x_/y=b",
                "a\n=b",
                "a=b\n",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=1",
                "n=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void invalid_isRefused(String pair) {
        assertThrows(IllegalArgumentException.class, () -> labels(pair));
    }

    /// 32 are taken, 33 are not.
    @Test
    void count_isBounded() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < Labels.MAX_COUNT; i++) {
            many.put("label-" + i, "");
        }
        assertTrue(Labels.areValid(many));
        many.put("one-more", "");
        assertFalse(Labels.areValid(many));
    }

    /// They are what they were when they were made, in the order of their names, compared by case.
    @Test
    void values_areCopied() {
        TreeMap<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.put("b", "1");
        given.put("a", "2");
        Labels made = new Labels(given);
        given.put("c", "3");

        assertEquals("{a=2, b=1}", made.values().toString());
        assertFalse(made.match(labels("A=2")));
        assertThrows(UnsupportedOperationException.class, () -> made.values().put("d", "4"));
    }
}
