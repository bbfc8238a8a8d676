package dev.ostiary.gateway.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/// What of the requests is written, and that a flood of refusals writes a bounded part of itself (D02).
class AccessFeedTest {
    private static final AccessLogSettings ALL = AccessLogSettings.to("-");

    private static int taken(AccessFeed feed) {
        int count = 0;
        while (feed.ring().poll() != null) {
            count++;
        }
        return count;
    }

    private static RequestRecord refused(ProblemCode problem) {
        RequestRecord request = new RequestRecord();
        request.startNanos = System.nanoTime();
        request.refused(problem);
        return request;
    }

    private static RequestRecord success() {
        RequestRecord request = new RequestRecord();
        request.answered(404, 0);
        return request;
    }

    @Test
    void allSuccesses_areWritten() {
        AccessFeed feed = new AccessFeed(ALL, 10);
        for (int i = 0; i < 1000; i++) {
            feed.add(success(), 1);
        }
        assertEquals(1000, taken(feed));
    }

    @Test
    void sampledSuccesses_areWrittenInPart() {
        AccessFeed feed = new AccessFeed(ALL.sampling(0.25), 10);
        for (int i = 0; i < 1000; i++) {
            feed.add(success(), 1);
        }
        assertEquals(250, taken(feed));
    }

    @Test
    void sampledAway_failuresAndThoseWhoLeftAreWritten() {
        AccessFeed feed = new AccessFeed(ALL.sampling(0), 10);
        RequestRecord upstreamsOwn = success();
        upstreamsOwn.answered(503, 0);
        RequestRecord gone = success();
        gone.clientGone();

        feed.add(success(), 1);
        feed.add(upstreamsOwn, 1);
        feed.add(gone, 1);
        feed.add(refused(ProblemCode.CREDENTIAL_INVALID), 1);

        assertEquals(3, taken(feed));
    }

    @Test
    void floodOfRefusals_isCappedAndCountedAndHidesNoFailure() {
        AccessFeed feed = new AccessFeed(ALL, 10);
        RequestRecord refused = refused(ProblemCode.CREDENTIAL_INVALID);
        for (int i = 0; i < 1000; i++) {
            feed.add(refused, 1);
        }
        RequestRecord failed = refused(ProblemCode.UPSTREAM_CLOSED);
        feed.add(failed, 1);

        assertEquals(11, taken(feed));
        assertEquals(990, feed.dropped(AccessFeed.Dropped.CAPPED));

        feed.add(refused, 2_000_000_000L);
        assertEquals(1, taken(feed));
    }

    @Test
    void fullRing_dropsAndCounts() {
        AccessFeed feed = new AccessFeed(ALL, 10);
        for (int i = 0; i < 20_000; i++) {
            feed.add(success(), 1);
        }
        long dropped = feed.dropped(AccessFeed.Dropped.FULL);

        assertTrue(dropped > 0);
        assertEquals(20_000, taken(feed) + dropped);
        assertNull(feed.ring().poll());
    }
}
