package dev.ostiary.control.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.memory.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What an expiry in a body may be, to the millisecond and to the limits of the calendar (T01).
class FieldsTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void future_isAfterNow() {
        assertEquals(Optional.empty(), read("2026-03-01T11:59:59.999Z"));
        assertEquals(Optional.empty(), read("2026-03-01T12:00:00Z"));
        assertEquals(Optional.of(Instant.parse("2026-03-01T12:00:00.001Z")), read("2026-03-01T12:00:00.001Z"));
        assertEquals(Optional.of(Instant.parse("2026-03-01T12:00:01Z")), read("2026-03-01T17:30:01+05:30"));
        assertEquals(Optional.of(Instant.parse("9999-12-31T23:59:59Z")), read("9999-12-31T23:59:59Z"));
    }

    @Test
    void future_otherForms_areNone() {
        for (String text : List.of(
                "2026-13-01T00:00:00Z",
                "2027-02-29T00:00:00Z",
                "2027-01-01T24:00:00Z",
                "2027-01-01T00:00:60Z",
                "2027-01-01T00:00:00",
                "2027-01-01 00:00:00Z",
                "2027-01-01T00:00Z",
                "2027-01-01T00:00:00.Z",
                "2027-01-01T00:00:00+25:00",
                "12027-01-01T00:00:00Z",
                "-2027-01-01T00:00:00Z",
                "2027-01-01t00:00:00z",
                " 2027-01-01T00:00:00Z",
                "٢٠٢٧-01-01T00:00:00Z")) {
            assertEquals(Optional.empty(), read(text), text);
        }
    }

    private Optional<Instant> read(String text) {
        JsonNode value = JsonNodeFactory.instance.stringNode(text);
        return Fields.future(clock).reader().apply(value);
    }
}
