package dev.ostiary.gateway.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.random.Randomness;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A trace goes on when its context is valid, and begins anew otherwise (W3C Trace Context, sections 3.2 and 4.3).
class TraceParentsTest {
    private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    private final TraceParents traceParents = new TraceParents(new Randomness());

    @ParameterizedTest
    @ValueSource(
            strings = {
                VALID,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-will-be-like"
            })
    void validContext_isPassedOnUnchanged(String value) {
        assertSame(value, traceParents.continued(value, false));
        assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", TraceParents.traceId(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-000",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00-",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-00",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
                "0g-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.x",
                "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_00",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-00"
            })
    void invalidContext_isReplaced(String value) {
        String made = traceParents.continued(value, false);

        assertNotEquals(value, made);
        assertTrue(TraceParents.isValid(made), made);
    }

    @Test
    void repeatedContext_isReplaced() {
        assertNotEquals(VALID, traceParents.continued(VALID, true));
    }

    @Test
    void madeContexts_areValidAndDifferent() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String context = traceParents.continued(null, false);
            assertTrue(TraceParents.isValid(context), context);
            assertEquals(55, context.length());
            assertTrue(made.add(TraceParents.traceId(context)));
        }
        String elsewhere = new TraceParents(new Randomness()).continued(null, false);
        assertFalse(made.contains(TraceParents.traceId(elsewhere)));
    }
}
