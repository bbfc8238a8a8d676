package dev.ostiary.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// An address is left out after failures in a row, for longer each time its trial fails, and at most for so long.
class HealthTest {
    private static final long SECOND = 1_000_000_000L;

    private final Health health = new Health(new UpstreamEjection(3, Duration.ofSeconds(1), Duration.ofSeconds(3)));

    @Test
    void successBetween_forgetsFailures() {
        for (int i = 0; i < 10; i++) {
            health.failed(0);
            health.failed(0);
            health.succeeded();
        }
        assertTrue(health.mayServe(0));
    }

    @Test
    void failuresInARow_leaveItOutForLongerEachTime() {
        fail(3, 0);
        long now = 0;
        for (long seconds : new long[] {1, 2, 3, 3}) {
            assertFalse(health.mayServe(now + seconds * SECOND - 1));
            now += seconds * SECOND;
            assertTrue(health.mayServe(now));
            assertTrue(health.begin(now));
            assertFalse(health.mayServe(now));
            assertFalse(health.begin(now));
            health.failed(now);
        }
    }

    @Test
    void trialThatSucceeds_endsIt() {
        fail(3, 0);
        assertTrue(health.begin(SECOND));
        health.succeeded();
        assertTrue(health.mayServe(SECOND));
        fail(2, SECOND);
        assertTrue(health.mayServe(SECOND));
        fail(1, SECOND);
        assertFalse(health.mayServe(2 * SECOND - 1));
        assertTrue(health.mayServe(2 * SECOND));
    }

    /// A trial that ends without an answer of the upstream makes room for another.
    @Test
    void abandonedTrial_isTriedAgain() {
        fail(3, 0);
        assertTrue(health.begin(SECOND));
        health.trialAbandoned();
        assertTrue(health.mayServe(SECOND));
    }

    /// Requests that go there though it is left out, because nobody else is well, do not make it longer.
    @Test
    void furtherFailures_doNotProlongIt() {
        fail(3, 0);
        fail(5, SECOND / 2);
        assertTrue(health.mayServe(SECOND));
    }

    private void fail(int times, long now) {
        for (int i = 0; i < times; i++) {
            health.failed(now);
        }
    }
}
