package dev.ostiary.core.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.key.RateLimit;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A key makes as many requests as its limits say, to the nanosecond (S4.3).
final class RateWindowsTest {
    private static final long SECOND = 1_000_000_000;
    private static final RateLimit SIXTY = limit("minute", 60, 60);

    private final RateWindows windows = new RateWindows();

    private static RateLimit limit(String name, long requests, long seconds) {
        return new RateLimit(name, requests, Duration.ofSeconds(seconds));
    }

    private static int count(RateWindows windows, List<RateLimit> limits, int tries, long now) {
        int allowed = 0;
        for (int i = 0; i < tries; i++) {
            allowed += windows.take(limits, now).isAllowed() ? 1 : 0;
        }
        return allowed;
    }

    /// All of a window's requests may come at once, and not one more. The last digit counts whatever the clock
    /// reads.
    @ParameterizedTest
    @CsvSource({"1,1", "60,60", "7,3", "1000000,1", "3,2678400", "999999,86400"})
    void burst_isTheWholeWindow(long requests, long seconds) {
        List<RateLimit> limits = List.of(limit("w", requests, seconds));
        for (long now : new long[] {0, -5, Long.MAX_VALUE - 1, Long.MIN_VALUE}) {
            RateWindows fresh = new RateWindows();
            int tries = (int) requests;

            assertEquals(tries, count(fresh, limits, tries, now));
            assertFalse(fresh.take(limits, now).isAllowed());
        }
    }

    /// Each is given back after its part of the window, not a nanosecond sooner.
    @Test
    void oneMore_comesAfterItsPartOfTheWindow() {
        List<RateLimit> limits = List.of(SIXTY);
        assertEquals(60, count(windows, limits, 60, 0));

        RateDecision refused = windows.take(limits, 0);
        assertEquals(SECOND, refused.waitNanos());
        assertEquals(1, refused.waitSeconds());
        assertFalse(windows.take(limits, SECOND - 1).isAllowed());
        assertTrue(windows.take(limits, SECOND).isAllowed());
        assertFalse(windows.take(limits, SECOND).isAllowed());
    }

    /// A third of a second is no whole number of nanoseconds: what is rounded anywhere would show after a day.
    @Test
    void steadyUse_doesNotDrift() {
        List<RateLimit> limits = List.of(limit("w", 3, 1));
        assertEquals(3, count(windows, limits, 3, 0));

        for (long second = 1; second <= 86_400; second++) {
            assertEquals(3, count(windows, limits, 4, second * SECOND));
        }
    }

    /// Against exact arithmetic: what is allowed from any moment on is what a bucket of rational numbers allows.
    @Test
    void anySchedule_isJudgedAsByExactFractions() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            RateLimit limit = limit("w", random.nextLong(1, 50), random.nextLong(1, 5));
            ExactBucket bucket = new ExactBucket(limit);
            RateWindows tested = new RateWindows();
            long now = random.nextLong();
            for (int i = 0; i < 300; i++) {
                now += random.nextLong(0, limit.window().toNanos() / limit.requests() * 2);
                RateDecision decision = tested.take(List.of(limit), now);
                assertEquals(bucket.take(now), decision.isAllowed(), limit + " at step " + i);
                assertEquals(bucket.remaining(), decision.states().getFirst().remaining());
            }
        }
    }

    /// A long window of many requests does not overflow.
    @Test
    void largestLimit_isCounted() {
        List<RateLimit> limits = List.of(limit("w", 999_999_937, 2_678_400));

        RateDecision first = windows.take(limits, 0);

        assertTrue(first.isAllowed());
        assertEquals(999_999_936, first.states().getFirst().remaining());
        assertEquals(2_678_401, first.states().getFirst().nanosUntilMore());
        assertEquals(1, first.states().getFirst().secondsUntilMore());
    }

    /// A request that one window has no room for is counted in none.
    @Test
    void severalWindows_areAllOrNothing() {
        List<RateLimit> limits = List.of(limit("second", 2, 1), limit("hour", 5, 3600));

        assertEquals(2, count(windows, limits, 4, 0));
        RateDecision refused = windows.take(limits, 0);
        assertEquals(3, refused.states().getLast().remaining());
        assertEquals(SECOND / 2, refused.waitNanos());
        assertEquals(2, count(windows, limits, 4, SECOND));
        assertEquals(1, count(windows, limits, 4, 2 * SECOND));
        assertEquals(718, windows.take(limits, 2 * SECOND).waitSeconds());
    }

    /// What callers are told fits what they get.
    @Test
    void states_countDownAndUp() {
        List<RateLimit> limits = List.of(SIXTY);

        assertEquals(new RateState(SIXTY, 60, 0), windows.look(limits, 0).getFirst());
        assertEquals(
                new RateState(SIXTY, 59, SECOND),
                windows.take(limits, 0).states().getFirst());
        assertEquals(
                new RateState(SIXTY, 58, SECOND / 2),
                windows.take(limits, SECOND / 2).states().getFirst());
        assertEquals(
                new RateState(SIXTY, 59, SECOND), windows.look(limits, SECOND).getFirst());
        assertEquals(
                new RateState(SIXTY, 60, 0), windows.look(limits, 2 * SECOND).getFirst());
    }

    /// New values are obeyed at once: what was used stays used, no less and no more.
    @Test
    void editedLimit_keepsWhatWasUsed() {
        assertEquals(60, count(windows, List.of(SIXTY), 61, 0));

        List<RateLimit> raised = List.of(limit("minute", 100, 60));
        assertEquals(40, count(windows, raised, 100, 0));
        List<RateLimit> lowered = List.of(limit("minute", 10, 60));
        assertEquals(0, count(windows, lowered, 1, 0));
        assertEquals(6, windows.take(lowered, 0).waitSeconds());
        List<RateLimit> renamed = List.of(limit("other", 10, 60));
        assertEquals(10, count(windows, renamed, 20, 0));
    }

    /// An equal list is the same limits, whoever made it.
    @Test
    void equalLimits_changeNothing() {
        assertEquals(60, count(windows, List.of(SIXTY), 60, 0));

        assertEquals(0, count(windows, List.of(limit("minute", 60, 60)), 1, 0));
    }

    /// What can be forgotten is what nothing is used of.
    @Test
    void unused_isWhatIsWholeAgain() {
        List<RateLimit> limits = List.of(SIXTY);

        assertTrue(windows.isUnused(0));
        assertTrue(windows.take(limits, 0).isAllowed());
        assertFalse(windows.isUnused(SECOND - 1));
        assertTrue(windows.isUnused(SECOND));
    }

    /// A bucket that is filled continuously, in n-ths of a nanosecond.
    private static final class ExactBucket {
        private final BigInteger requests;
        private final BigInteger window;
        private BigInteger level;
        private long at;
        private boolean isTouched;

        ExactBucket(RateLimit limit) {
            requests = BigInteger.valueOf(limit.requests());
            window = BigInteger.valueOf(limit.window().toNanos());
            level = requests.multiply(window);
        }

        boolean take(long now) {
            BigInteger elapsed = BigInteger.valueOf(isTouched ? now - at : 0);
            isTouched = true;
            at = now;
            level = level.add(elapsed.multiply(requests)).min(requests.multiply(window));
            boolean isAllowed = level.compareTo(window) >= 0;
            if (isAllowed) {
                level = level.subtract(window);
            }
            return isAllowed;
        }

        long remaining() {
            return level.divide(window).longValueExact();
        }
    }
}
