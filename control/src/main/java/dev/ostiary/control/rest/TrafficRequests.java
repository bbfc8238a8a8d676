package dev.ostiary.control.rest;

import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.traffic.TrafficOrder;
import dev.ostiary.core.traffic.TrafficRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What may be asked of traffic.
final class TrafficRequests {
    static final String RANGE = "Up to now: `PT1H` by minutes, `P1D` by hours, `P7D` by six hours, `P30D` or `P90D` by"
            + " days of UTC. `P1D` when left out.";
    static final String RANGE_BY_HOURS =
            "Up to now: `P1D` by hours, `P7D` by six hours, `P30D` or `P90D` by days of UTC." + " `P1D` when left out.";
    static final String BY =
            "What counts for the place: `requests`, `refused` or `failed`. All requests when left out.";

    private TrafficRequests() {}

    /// @throws RefusedException `request.invalid`
    static TrafficRange range(@Nullable String text) {
        return given(text)
                .map(range -> TrafficRange.parse(range)
                        .orElseThrow(() -> RefusedException.field("range", "give PT1H, P1D, P7D, P30D or P90D")))
                .orElse(TrafficRange.DAY);
    }

    /// A range for a key, whose minutes are not kept.
    ///
    /// @throws RefusedException `request.invalid`
    static TrafficRange rangeByHours(@Nullable String text) {
        return given(text)
                .map(range -> TrafficRange.parse(range)
                        .filter(known -> known != TrafficRange.HOUR)
                        .orElseThrow(() -> RefusedException.field("range", "give P1D, P7D, P30D or P90D")))
                .orElse(TrafficRange.DAY);
    }

    /// @throws RefusedException `request.invalid`
    static TrafficOrder order(@Nullable String by) {
        return given(by)
                .map(text -> TrafficOrder.parse(text)
                        .orElseThrow(() -> RefusedException.field("by", "give requests, refused or failed")))
                .orElse(TrafficOrder.REQUESTS);
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text);
    }
}
