package dev.ostiary.control.console;

import dev.ostiary.control.rest.TrafficBody;
import dev.ostiary.control.rest.TrafficTotalsBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// [TrafficBody] as it is drawn: a column for each step, with a block for each outcome; and how long answers took
/// to begin, as two lines. Places across are in percent of the width, so that charts are as wide as there is room
/// and their words stay as large as others; places from the head are in pixels.
///
/// @param traffic what is drawn
/// @param columns from the left
/// @param ticks of the requests
/// @param lines from step to step where both are known, and dots
/// @param latencyTicks in milliseconds
record TrafficChart(
        TrafficBody traffic,
        List<Column> columns,
        List<ChartScale.Tick> ticks,
        List<Line> lines,
        List<ChartScale.Tick> latencyTicks) {
    /// The part of a column's room that is left free.
    private static final double GAP = 0.2;

    /// One step.
    ///
    /// @param left where its room begins, in percent
    /// @param room how wide that is, in percent
    /// @param from where its blocks begin
    /// @param width of its blocks
    record Column(
            Instant at,
            TrafficTotalsBody totals,
            double left,
            double room,
            double from,
            double width,
            List<Block> blocks) {
        /// What became of the requests, in words.
        public String counts() {
            return totals.requests() + (totals.requests() == 1 ? " request, " : " requests, ") + totals.refused()
                    + " refused, " + totals.failed() + " failed";
        }

        /// How long answers took to begin, in words.
        public String times() {
            return totals.p50()
                    .flatMap(half ->
                            totals.p95().map(most -> "half within " + half + " ms, 95 in 100 within " + most + " ms"))
                    .orElse("no answers");
        }
    }

    /// Requests of one outcome.
    record Block(String outcome, double y, double height) {}

    /// From the middle of one step to that of the next.
    ///
    /// @param kind `p50` or `p95`
    record Line(String kind, double x1, double y1, double x2, double y2) {}

    /// Why requests were refused or failed.
    ///
    /// @param outcome `refused` or `failed`
    /// @param reason as it is counted
    /// @param words the same for people
    record Reason(String outcome, String reason, String words, long requests) {}

    static TrafficChart of(TrafficBody traffic) {
        ChartScale requests = ChartScale.of(traffic.points().stream()
                .mapToDouble(point -> (double) point.totals().requests())
                .max()
                .orElse(0));
        ChartScale latency = ChartScale.of(traffic.points().stream()
                .flatMap(point -> point.totals().p95().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0));
        return new TrafficChart(
                traffic,
                columns(traffic.points(), requests),
                requests.ticks(true),
                Stream.of(
                                lines("p50", traffic.points(), TrafficTotalsBody::p50, latency),
                                lines("p95", traffic.points(), TrafficTotalsBody::p95, latency))
                        .flatMap(List::stream)
                        .toList(),
                latency.ticks(false));
    }

    /// How long a step is.
    public Duration step() {
        return Duration.parse(traffic.step());
    }

    /// Why requests were refused or failed, the most frequent first.
    public List<Reason> reasons() {
        return traffic.reasons().stream()
                .map(counted -> new Reason(
                        counted.outcome(), counted.reason(), ReasonWords.of(counted.reason()), counted.requests()))
                .toList();
    }

    /// When the step in the middle begins.
    public Instant middle() {
        return columns.get(columns.size() / 2).at();
    }

    /// The steps in which something came.
    public List<Column> busy() {
        return columns.stream().filter(column -> column.totals().requests() > 0).toList();
    }

    private static List<Column> columns(List<TrafficBody.PointBody> points, ChartScale scale) {
        double room = 100.0 / points.size();
        List<Column> columns = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            TrafficBody.PointBody point = points.get(i);
            columns.add(new Column(
                    point.at(),
                    point.totals(),
                    rounded(i * room),
                    rounded(room),
                    rounded((i + GAP / 2) * room),
                    rounded(room * (1 - GAP)),
                    blocks(point.totals(), scale)));
        }
        return columns;
    }

    private static List<Block> blocks(TrafficTotalsBody totals, ChartScale scale) {
        List<Block> blocks = new ArrayList<>();
        long below = 0;
        below = stack(blocks, "served", totals.served(), below, scale);
        below = stack(blocks, "abandoned", totals.abandoned(), below, scale);
        below = stack(blocks, "refused", totals.refused(), below, scale);
        long _ = stack(blocks, "failed", totals.failed(), below, scale);
        return blocks;
    }

    private static long stack(List<Block> blocks, String outcome, long requests, long below, ChartScale scale) {
        if (requests > 0) {
            blocks.add(new Block(outcome, scale.y((double) below + requests), scale.height((double) requests)));
        }
        return below + requests;
    }

    private static List<Line> lines(
            String kind,
            List<TrafficBody.PointBody> points,
            Function<TrafficTotalsBody, Optional<Double>> value,
            ChartScale scale) {
        double room = 100.0 / points.size();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Optional<Double> here = value.apply(points.get(i).totals());
            Optional<Double> next =
                    i + 1 < points.size() ? value.apply(points.get(i + 1).totals()) : Optional.empty();
            if (here.isPresent()) {
                double x = rounded((i + 0.5) * room);
                double y = scale.y(here.get());
                lines.add(next.map(after -> new Line(kind, x, y, rounded(x + room), scale.y(after)))
                        .orElseGet(() -> new Line(kind, x, y, x, y)));
            }
        }
        return lines;
    }

    private static double rounded(double percent) {
        return Math.round(percent * 1000) / 1000.0;
    }
}
