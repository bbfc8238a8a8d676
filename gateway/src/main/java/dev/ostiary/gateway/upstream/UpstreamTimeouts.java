package dev.ostiary.gateway.upstream;

import dev.ostiary.core.agent.RouteTimeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long to wait for an upstream. They are kept to half a second.
///
/// @param connect for a connection to one address, the TLS handshake included
/// @param response for the head of the response, once the request was sent whole
/// @param idle while a body stands still, in either direction
/// @param eventStreamIdle the same for a response of type `text/event-stream`, which may be silent for long
/// @param whole for all of a request and its response; null for as long as it takes
public record UpstreamTimeouts(
        Duration connect,
        Duration response,
        Duration idle,
        Duration eventStreamIdle,
        @Nullable Duration whole) {
    /// Five seconds to connect, five minutes for the response to begin or a body to go on, an hour between events.
    public static final UpstreamTimeouts USUAL = new UpstreamTimeouts(
            Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofHours(1), null);

    public UpstreamTimeouts {
        if (!connect.isPositive()
                || !response.isPositive()
                || !idle.isPositive()
                || !eventStreamIdle.isPositive()
                || whole != null && !whole.isPositive()) {
            throw new IllegalArgumentException("a timeout is longer than nothing");
        }
    }

    /// These where the route says nothing else. A route's idle time shortens no event stream.
    UpstreamTimeouts with(RouteTimeouts route) {
        return new UpstreamTimeouts(
                connect,
                route.response().orElse(response),
                route.idle().orElse(idle),
                eventStreamIdle,
                route.request().orElse(whole));
    }
}
