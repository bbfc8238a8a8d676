package dev.ostiary.core.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.page.Rank;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrafficHistoryTest {
    private static final Instant NOW = Instant.parse("2026-03-08T14:30:20Z");
    private static final TrafficCause REVOKED = new TrafficCause(TrafficOutcome.REFUSED, "revoked");
    private static final TrafficCause TIMEOUT = new TrafficCause(TrafficOutcome.FAILED, "upstream.timeout");

    private static TrafficCell cell(String start, TrafficCause cause, int latency, long requests) {
        return new TrafficCell(Instant.parse(start), cause, latency, requests);
    }

    /// Steps without requests are there too; hours are put together to the window's steps; a reason is counted over
    /// all of it, the most frequent first.
    @Test
    void of_putsTogether() {
        TrafficWindow week = TrafficRange.WEEK.until(NOW);
        TrafficHistory history = TrafficHistory.of(
                week,
                List.of(
                        cell("2026-03-08T13:00:00Z", TrafficCause.SERVED, 2, 5),
                        cell("2026-03-08T14:00:00Z", TrafficCause.SERVED, 4, 7),
                        cell("2026-03-08T14:00:00Z", TIMEOUT, LatencyScale.NONE, 1),
                        cell("2026-03-01T18:00:00Z", REVOKED, LatencyScale.NONE, 2),
                        cell("2026-03-08T12:00:00Z", REVOKED, LatencyScale.NONE, 3)));

        assertEquals(28, history.points().size());
        assertEquals(
                Instant.parse("2026-03-01T18:00:00Z"),
                history.points().getFirst().at());
        TrafficTotals last = history.points().getLast().totals();
        assertEquals(
                Instant.parse("2026-03-08T12:00:00Z"),
                history.points().getLast().at());
        assertEquals(12, last.requests(TrafficOutcome.SERVED));
        assertEquals(16, last.requests());
        assertEquals(12, last.latencies().total());
        assertEquals(0, history.points().get(1).totals().requests());
        assertEquals(18, history.totals().requests());
        assertEquals(
                List.of(new TrafficHistory.CauseCount(REVOKED, 5), new TrafficHistory.CauseCount(TIMEOUT, 1)),
                history.causes());
    }

    /// A range is as long as it says, made of whole steps, of spans that are kept for as long, and holds now.
    @ParameterizedTest
    @EnumSource
    void range_isMadeOfSteps(TrafficRange range) {
        TrafficWindow window = range.until(NOW);

        assertEquals(Duration.parse(range.text()), Duration.between(window.from(), window.to()));
        assertEquals(window.steps().size() - 1, window.stepOf(NOW));
        assertEquals(0, window.step().toSeconds() % range.span().length().toSeconds());
        assertEquals(window.from(), range.span().startOf(window.from()));
        assertEquals(true, range.span().keptSince(NOW).isBefore(window.from()));
        assertEquals(Optional.of(range), TrafficRange.parse(range.text()));
    }

    /// A place in a listing is read back; anything else is the first place.
    @Test
    void rank_isReadBack() {
        Rank rank = new Rank(17, "acme/production/echo");

        assertEquals(rank, Rank.parse(Optional.of(rank.cursor())));
        assertEquals(new Rank(Long.MAX_VALUE, ""), Rank.parse(Optional.of("%%")));
        assertEquals(new Rank(Long.MAX_VALUE, ""), Rank.parse(Optional.of("YWJj")));
        assertEquals(new Rank(Long.MAX_VALUE, ""), Rank.parse(Optional.empty()));
    }
}
