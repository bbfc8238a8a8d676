package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a key shall end, as asked for (S3.14, S0.9, A.6).
final class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    /// A key that says nothing of it lives for 90 days.
    @Test
    void resolve_default_isNinetyDays() {
        assertEquals(Optional.of(Instant.parse("2026-05-30T12:00:00.123Z")), new Expiry.Default().resolve(NOW));
    }

    /// A key can live for ever.
    @Test
    void resolve_never_isEmpty() {
        assertEquals(Optional.empty(), new Expiry.Never().resolve(NOW));
    }

    /// The instant asked for is kept, the next millisecond already.
    @Test
    void resolve_future_isKept() {
        for (Instant end : List.of(NOW.plusMillis(1), Instant.parse("9999-12-31T23:59:59.999Z"))) {
            assertEquals(Optional.of(end), new Expiry.At(end).resolve(NOW));
        }
    }

    /// Now or earlier is refused, naming the field.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T12:00:00.123Z",
                "2026-03-01T12:00:00.122Z",
                "1970-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z"
            })
    void resolve_notInTheFuture_isRefused(String end) {
        assertRefused(Instant.parse(end));
    }

    /// A time no calendar or column has room for is refused, since no node could count it in milliseconds either:
    /// one such key would keep every node from loading all the others.
    @Test
    void resolve_beyondReason_isRefused() {
        assertRefused(Instant.parse("+10000-01-01T00:00:00Z"));
        assertRefused(Instant.ofEpochMilli(Long.MAX_VALUE).plusMillis(1));
        assertRefused(Instant.MAX);
        assertRefused(Instant.MIN);
    }

    /// An expiry is in whole milliseconds, in memory and in every store, so that all of them agree to the instant
    /// (T01).
    @Test
    void resolve_isInWholeMilliseconds() {
        Instant now = NOW.plusNanos(456_789);

        assertEquals(
                Optional.of(NOW.plusMillis(5)), new Expiry.At(NOW.plusMillis(5).plusNanos(999_999)).resolve(now));
        assertEquals(Optional.of(NOW.plus(Expiry.DEFAULT_LIFE)), new Expiry.Default().resolve(now));
    }

    /// What would end in this very millisecond is not in the future.
    @Test
    void resolve_laterInTheSameMillisecond_isRefused() {
        RefusedException refused = assertThrows(
                RefusedException.class, () -> new Expiry.At(NOW.plusNanos(999_999)).resolve(NOW.plusNanos(1)));
        assertEquals(ProblemCode.REQUEST_INVALID, refused.code());
    }

    private static void assertRefused(Instant end) {
        RefusedException refused = assertThrows(RefusedException.class, () -> new Expiry.At(end).resolve(NOW));

        assertEquals(ProblemCode.REQUEST_INVALID, refused.code());
        assertEquals(
                List.of("expiresAt"),
                refused.fields().stream().map(FieldProblem::field).toList());
    }
}
