package dev.ostiary.gateway.upstream;

import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamUrl;
import java.util.List;

/// The addresses that serve the same thing, any of which a request may go to, and how long to wait for them.
///
/// @param addresses at least one, each once
/// @param timeouts where they differ from the gateway's
public record UpstreamGroup(List<UpstreamUrl> addresses, RouteTimeouts timeouts) {
    public UpstreamGroup {
        addresses = addresses.stream().distinct().toList();
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a group needs an address");
        }
    }

    /// A group of one, with the gateway's timeouts.
    public static UpstreamGroup of(UpstreamUrl address) {
        return new UpstreamGroup(List.of(address), RouteTimeouts.DEFAULT);
    }
}
