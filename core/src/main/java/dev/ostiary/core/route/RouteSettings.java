package dev.ostiary.core.route;

import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.agent.DeploymentSettings;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamHeaders;
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
/// @param headers what requests get on their way to an upstream
public record RouteSettings(
        RouteMatch match,
        boolean stripsPath,
        List<UpstreamUrl> upstreams,
        RefusalDialect dialect,
        Optional<CorsPolicy> cors,
        RouteTimeouts timeouts,
        UpstreamHeaders headers) {
    /// The most upstreams a route may have.
    public static final int MAX_UPSTREAMS = DeploymentSettings.MAX_UPSTREAMS;

    /// Settings that set no headers.
    public RouteSettings(
            RouteMatch match,
            boolean stripsPath,
            List<UpstreamUrl> upstreams,
            RefusalDialect dialect,
            Optional<CorsPolicy> cors,
            RouteTimeouts timeouts) {
        this(match, stripsPath, upstreams, dialect, cors, timeouts, UpstreamHeaders.NONE);
    }

    public RouteSettings {
        upstreams = List.copyOf(upstreams);
        if (upstreams.isEmpty() || upstreams.size() > MAX_UPSTREAMS) {
            throw new IllegalArgumentException("a route leads somewhere");
        }
    }
}
