package dev.ostiary.core.traffic;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What happened in a window.
///
/// @param points every step of it, also those in which nothing came
/// @param causes why requests were not served, the most frequent first
public record TrafficHistory(
        TrafficWindow window, TrafficTotals totals, List<TrafficPoint> points, List<CauseCount> causes) {
    /// How many requests ended so.
    public record CauseCount(TrafficCause cause, long requests) {}

    public TrafficHistory {
        points = List.copyOf(points);
        causes = List.copyOf(causes);
    }

    /// Puts together what was counted.
    ///
    /// @param cells those of the window's spans
    public static TrafficHistory of(TrafficWindow window, List<TrafficCell> cells) {
        TrafficTotals all = new TrafficTotals();
        List<TrafficPoint> points = window.steps().stream()
                .map(start -> new TrafficPoint(start, new TrafficTotals()))
                .toList();
        for (TrafficCell cell : cells) {
            TrafficOutcome outcome = cell.cause().outcome();
            TrafficTotals _ = all.plus(outcome, cell.latency(), cell.requests());
            TrafficTotals _ =
                    points.get(window.stepOf(cell.start())).totals().plus(outcome, cell.latency(), cell.requests());
        }
        return new TrafficHistory(window, all, points, causes(cells));
    }

    private static List<CauseCount> causes(List<TrafficCell> cells) {
        Map<TrafficCause, Long> sums = cells.stream()
                .filter(cell -> !cell.cause().reason().isEmpty())
                .collect(Collectors.groupingBy(
                        TrafficCell::cause,
                        () -> new TreeMap<>(
                                Comparator.comparing(TrafficCause::outcome).thenComparing(TrafficCause::reason)),
                        Collectors.summingLong(TrafficCell::requests)));
        return sums.entrySet().stream()
                .map(sum -> new CauseCount(sum.getKey(), sum.getValue()))
                .sorted(Comparator.comparingLong(CauseCount::requests).reversed())
                .toList();
    }
}
