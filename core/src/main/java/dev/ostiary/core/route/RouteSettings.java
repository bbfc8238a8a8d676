package dev.ostiary.core.route;

import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.agent.UpstreamUrl;
import java.util.List;
import java.util.Optional;

/// Where a route leads and how.
///
/// @param match which requests it is for
/// @param stripsPath whether the matched path is removed before the upstream is asked
/// @param upstreams the addresses that share its requests, at least one
/// @param dialect how its refusals are written
/// @param cors from which pages browsers may call; empty for none but its own upstream's leave
public record RouteSettings(
        RouteMatch match,
        boolean stripsPath,
        List<UpstreamUrl> upstreams,
        RefusalDialect dialect,
        Optional<CorsPolicy> cors,
        RouteTimeouts timeouts) {
    /// The most upstreams a route may have.
    public static final int MAX_UPSTREAMS = 64;

    public RouteSettings {
        upstreams = List.copyOf(upstreams);
        if (upstreams.isEmpty() || upstreams.size() > MAX_UPSTREAMS) {
            throw new IllegalArgumentException("a route leads somewhere");
        }
    }
}
