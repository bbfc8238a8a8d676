package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What lies in stores of labels and restrictions comes back as it was, or not at all.
final class KeyLinesTest {
    private static final String ROUTE = "rte_01jd3m0000000000000000000a";

    /// What is written is one entry a line, and nothing when there is none, so that plain keys stay small.
    @Test
    void write_isOneEntryALine() {
        assertNull(KeyLines.ofLabels(Labels.NONE));
        assertNull(KeyLines.ofEntries(List.of()));
        assertNull(KeyLines.ofLimits(List.of()));
        assertEquals("a=\nteam=payments", KeyLines.ofLabels(Labels.of(Map.of("team", "payments", "a", ""))));
        assertEquals(
                "minute 60 60\nday 1000 86400",
                KeyLines.ofLimits(List.of(
                        new RateLimit("minute", 60, Duration.ofMinutes(1)),
                        new RateLimit("day", 1000, Duration.ofDays(1)))));
    }

    /// What was written is read back whole.
    @Test
    void read_isWhatWasWritten() {
        KeyRestrictions read = KeyLines.restrictions(
                "GET /v1/*\n* /v2/**", "*.example.com\nexample.com", "10.0.0.0/8\n2001:db8::/32", "minute 60 60");

        assertEquals(
                List.of(
                        Scope.parse("GET /v1/*").orElseThrow(),
                        Scope.parse("* /v2/**").orElseThrow()),
                read.scopes());
        assertEquals(
                List.of(new DomainPattern("example.com", true), new DomainPattern("example.com", false)),
                read.domains());
        assertEquals(
                List.of(
                        AddressRange.parse("10.0.0.0/8").orElseThrow(),
                        AddressRange.parse("2001:db8::/32").orElseThrow()),
                read.addresses());
        assertEquals(List.of(new RateLimit("minute", 60, Duration.ofMinutes(1))), read.limits());
        assertEquals(KeyRestrictions.NONE, KeyLines.restrictions(null, null, null, null));
        assertEquals(Labels.NONE, KeyLines.labels(null));
    }

    /// A restriction that is not understood fails the reading: to leave it out would open what it closes.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense of another version",
                "GET /v1\n",
                "\n",
                "10.0.0.1/8",
                "minute 60",
                "minute 60 60 60",
                "minute -1 60",
                "a b c"
            })
    void read_notUnderstood_fails(String text) {
        assertThrows(IllegalStateException.class, () -> KeyLines.restrictions(text, null, null, null));
        assertThrows(IllegalStateException.class, () -> KeyLines.restrictions(null, text, null, null));
        assertThrows(IllegalStateException.class, () -> KeyLines.restrictions(null, null, text, null));
        assertThrows(IllegalStateException.class, () -> KeyLines.restrictions(null, null, null, text));
        assertThrows(IllegalStateException.class, () -> KeyLines.labels(text));
    }

    /// Nor are labels that are given twice or are too many.
    @Test
    void labels_twice_fail() {
        assertThrows(IllegalStateException.class, () -> KeyLines.labels("team=a\nteam=b"));
        assertThrows(IllegalStateException.class, () -> KeyLines.labels("team=not valid"));
    }

    /// A binding is to everything, to an agent in an environment, or to routes, and never to half of one.
    @Test
    void binding_halfOfOne_fails() {
        Optional<String> none = Optional.empty();
        Optional<String> some = Optional.of("agt_01jd3m0000000000000000000a");

        assertEquals(new KeyBinding.WholeOrganization(), KeyLines.binding(none, none, none));
        assertThrows(IllegalStateException.class, () -> KeyLines.binding(some, none, none));
        assertThrows(IllegalStateException.class, () -> KeyLines.binding(none, some, none));
        assertThrows(IllegalStateException.class, () -> KeyLines.binding(some, some, Optional.of(ROUTE)));
        assertThrows(IllegalStateException.class, () -> KeyLines.binding(none, none, Optional.of("")));
        assertThrows(IllegalStateException.class, () -> KeyLines.binding(none, none, Optional.of(ROUTE + "\n")));
    }
}
