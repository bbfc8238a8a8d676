package dev.ostiary.core.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A time that is looked at.
///
/// @param span of which counts it is made
/// @param step in which it is shown, a multiple of the span
/// @param from where a step begins
/// @param to where a step ends; not in it
public record TrafficWindow(TrafficSpan span, Duration step, Instant from, Instant to) {
    /// When the counts in it begin.
    public List<Instant> spanStarts() {
        return starts(span.length());
    }

    /// When its steps begin.
    public List<Instant> steps() {
        return starts(step);
    }

    /// Which step that instant, which is in the window, is in.
    public int stepOf(Instant instant) {
        return (int) Duration.between(from, instant).dividedBy(step);
    }

    private List<Instant> starts(Duration length) {
        return Stream.iterate(from, start -> start.isBefore(to), start -> start.plus(length))
                .toList();
    }
}
