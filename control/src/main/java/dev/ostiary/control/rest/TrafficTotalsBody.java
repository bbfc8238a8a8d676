package dev.ostiary.control.rest;

import dev.ostiary.core.traffic.TrafficOutcome;
import dev.ostiary.core.traffic.TrafficTotals;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.OptionalDouble;

@Schema(name = "TrafficTotals", description = "How many requests ended how, and how long answers took to begin.")
public record TrafficTotalsBody(
        @Schema(description = "All requests.", example = "1290")
        long requests,

        @Schema(description = "Those that got their answer.", example = "1240")
        long served,

        @Schema(description = "Those that were not let in, or not taken.", example = "42")
        long refused,

        @Schema(description = "Those whose upstream failed or answered with a status from 500 on.", example = "6")
        long failed,

        @Schema(description = "Those whose client left before the answer was whole.", example = "2")
        long abandoned,

        @Schema(
                description = "In how many milliseconds half of the answers had begun; null when none is known. True to"
                        + " a fifth, as the next two.",
                example = "118.4",
                types = {"number", "null"})
        Optional<Double> p50,

        @Schema(
                description = "In how many milliseconds 95 in 100 answers had begun.",
                example = "842.7",
                types = {"number", "null"})
        Optional<Double> p95,

        @Schema(
                description = "In how many milliseconds 99 in 100 answers had begun.",
                example = "1904.2",
                types = {"number", "null"})
        Optional<Double> p99) {
    public static TrafficTotalsBody of(TrafficTotals totals) {
        return new TrafficTotalsBody(
                totals.requests(),
                totals.requests(TrafficOutcome.SERVED),
                totals.requests(TrafficOutcome.REFUSED),
                totals.requests(TrafficOutcome.FAILED),
                totals.requests(TrafficOutcome.ABANDONED),
                millis(totals.latencies().quantileMillis(0.5)),
                millis(totals.latencies().quantileMillis(0.95)),
                millis(totals.latencies().quantileMillis(0.99)));
    }

    /// With three digits behind the point, which is more than is known.
    private static Optional<Double> millis(OptionalDouble millis) {
        return millis.isPresent() ? Optional.of(Math.round(millis.getAsDouble() * 1000) / 1000.0) : Optional.empty();
    }
}
