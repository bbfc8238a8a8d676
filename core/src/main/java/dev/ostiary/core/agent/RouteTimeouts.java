package dev.ostiary.core.agent;

import java.time.Duration;
import java.util.Optional;

/// How long a route's upstreams get; what is empty is as the gateway is set.
///
/// @param response until the response begins
/// @param idle for which a body may stand still
/// @param request for all of it, the response's end included
public record RouteTimeouts(Optional<Duration> response, Optional<Duration> idle, Optional<Duration> request) {
    /// As the gateway is set.
    public static final RouteTimeouts DEFAULT = new RouteTimeouts(Optional.empty(), Optional.empty(), Optional.empty());

    /// What a valid one is, for error messages.
    public static final String REMEDY = "give a time of 100 milliseconds to 24 hours, such as PT30S";

    public RouteTimeouts {
        requireSensible(response);
        requireSensible(idle);
        requireSensible(request);
    }

    private static void requireSensible(Optional<Duration> timeout) {
        if (timeout.isPresent()
                && (timeout.get().toMillis() < 100 || timeout.get().compareTo(Duration.ofHours(24)) > 0)) {
            throw new IllegalArgumentException("not a sensible timeout");
        }
    }
}
