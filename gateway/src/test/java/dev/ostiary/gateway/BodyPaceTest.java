package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A body is measured by its size and by its pace, of which only the time counts that the client was waited for.
class BodyPaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void size_isLimitedToTheByte() {
        BodyPace pace = new BodyPace(ClientLimits.usual().withMaxBody(10));
        assertTrue(pace.add(10));
        assertTrue(pace.add(0));
        assertFalse(pace.add(1));
    }

    @Test
    void slowBody_isNoticedAfterTheGrace() {
        BodyPace pace = new BodyPace(ClientLimits.usual().withMinBodyRate(100));
        pace.add(1000);
        for (int second = 1; second <= 11; second++) {
            assertFalse(pace.isTooSlow(second * SECOND, true), "after " + second);
        }
        assertTrue(pace.isTooSlow(12 * SECOND, true));
        pace.add(100);
        assertFalse(pace.isTooSlow(12 * SECOND, true));
    }

    @Test
    void timeWithoutWaiting_doesNotCount() {
        BodyPace pace = new BodyPace(ClientLimits.usual().withMinBodyRate(100));
        for (int second = 1; second <= 100; second++) {
            assertFalse(pace.isTooSlow(second * SECOND, second % 20 == 0));
        }
    }

    @Test
    void withoutALimit_nothingIsTooSlow() {
        BodyPace pace = new BodyPace(ClientLimits.usual());
        assertTrue(pace.add(Integer.MAX_VALUE));
        assertFalse(pace.isTooSlow(SECOND, true));
        assertFalse(pace.isTooSlow(10_000 * SECOND, true));
    }
}
