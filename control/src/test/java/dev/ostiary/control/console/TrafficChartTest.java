package dev.ostiary.control.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.control.rest.TrafficBody;
import dev.ostiary.control.rest.TrafficTotalsBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Charts show what was counted, at any size.
class TrafficChartTest {
    private static final Instant FROM = Instant.parse("2026-03-08T12:00:00Z");
    private static final TrafficTotalsBody NOTHING = totals(0, 0, 0, 0);

    private static TrafficTotalsBody totals(long served, long refused, long failed, long abandoned) {
        return new TrafficTotalsBody(
                served + refused + failed + abandoned,
                served,
                refused,
                failed,
                abandoned,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static TrafficTotalsBody timed(double p50, double p95) {
        return new TrafficTotalsBody(1, 1, 0, 0, 0, Optional.of(p50), Optional.of(p95), Optional.of(p95));
    }

    private static TrafficChart chart(TrafficTotalsBody... steps) {
        List<TrafficBody.PointBody> points = new ArrayList<>();
        for (TrafficTotalsBody step : steps) {
            points.add(new TrafficBody.PointBody(FROM.plus(Duration.ofHours(points.size())), step));
        }
        return TrafficChart.of(new TrafficBody(
                "P1D", "PT1H", FROM, FROM.plus(Duration.ofHours(steps.length)), NOTHING, points, List.of()));
    }

    /// The axis ends at a round number that is no smaller than what is shown.
    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "2,2", "3,4", "5,5", "6,10", "10,10", "11,20", "99,100", "101,200", "1000000,1000000"})
    void scale_endsAtARoundNumber(double greatest, double most) {
        assertEquals(most, ChartScale.of(greatest).most());
    }

    /// There are no halves of a request; of a millisecond there are.
    @Test
    void ticks_ofOne_areWholeWhereTheyMustBe() {
        assertEquals(
                List.of("1"),
                ChartScale.of(1).ticks(true).stream()
                        .map(ChartScale.Tick::label)
                        .toList());
        assertEquals(
                List.of("1", "0.5"),
                ChartScale.of(1).ticks(false).stream()
                        .map(ChartScale.Tick::label)
                        .toList());
        assertEquals(
                List.of("0.05", "0.025"),
                ChartScale.of(0.05).ticks(false).stream()
                        .map(ChartScale.Tick::label)
                        .toList());
    }

    /// Nothing at all is an empty chart, not a broken one.
    @Test
    void of_noRequests_hasColumnsWithoutBlocks() {
        TrafficChart chart = chart(NOTHING, NOTHING);

        assertEquals(2, chart.columns().size());
        assertTrue(chart.columns().stream().allMatch(column -> column.blocks().isEmpty()));
        assertEquals(List.of(), chart.busy());
        assertEquals(List.of(), chart.lines());
    }

    /// Outcomes stand on each other, from the foot to as high as all requests are.
    @Test
    void blocks_standOnEachOther() {
        List<TrafficChart.Block> blocks =
                chart(totals(5, 3, 0, 2)).columns().getFirst().blocks();

        assertEquals(
                List.of("served", "abandoned", "refused"),
                blocks.stream().map(TrafficChart.Block::outcome).toList());
        assertEquals(
                List.of(75.0, 45.0, 0.0),
                blocks.stream().map(TrafficChart.Block::y).toList());
        assertEquals(
                List.of(75.0, 30.0, 45.0),
                blocks.stream().map(TrafficChart.Block::height).toList());
    }

    /// Columns fill the width, however many there are.
    @Test
    void columns_fillTheWidth() {
        TrafficTotalsBody[] steps = new TrafficTotalsBody[30];
        Arrays.fill(steps, NOTHING);
        TrafficChart.Column last = chart(steps).columns().getLast();

        assertEquals(100, last.left() + last.room(), 0.01);
    }

    /// A line goes from step to step where both are known; one alone is a dot.
    @Test
    void lines_withAGap_areADotAndALine() {
        List<TrafficChart.Line> lines = chart(timed(10, 20), NOTHING, timed(10, 20), timed(20, 40)).lines().stream()
                .filter(line -> line.kind().equals("p50"))
                .toList();

        assertEquals(
                List.of(true, false, true),
                lines.stream().map(line -> line.x1() == line.x2()).toList());
    }

    /// One is one.
    @Test
    void words_ofAStep_haveTheRightNumber() {
        TrafficChart.Column one = chart(timed(10.5, 20)).columns().getFirst();

        assertEquals("1 request, 0 refused, 0 failed", one.counts());
        assertEquals("half within 10.5 ms, 95 in 100 within 20.0 ms", one.times());
        assertEquals(
                "2 requests, 1 refused, 0 failed",
                chart(totals(1, 1, 0, 0)).columns().getFirst().counts());
        assertEquals("no answers", chart(NOTHING).columns().getFirst().times());
    }
}
