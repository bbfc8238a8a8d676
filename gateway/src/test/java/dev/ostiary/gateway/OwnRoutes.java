package dev.ostiary.gateway;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.RouteMatch;
import dev.ostiary.core.route.RouteSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Routes and policies as tests need them: refusals in text, no CORS, any key.
final class OwnRoutes {
    private OwnRoutes() {}

    /// Everything beneath that path, on those hosts, with its path kept.
    static RouteSettings prefix(String path, URI upstream, String... hosts) {
        return new RouteSettings(
                new RouteMatch(
                        Stream.of(hosts)
                                .map(host -> DomainPattern.parse(host).orElseThrow())
                                .toList(),
                        path,
                        RouteMatch.PathKind.PREFIX),
                false,
                List.of(new UpstreamUrl(upstream)),
                RefusalDialect.TEXT,
                Optional.empty(),
                RouteTimeouts.DEFAULT);
    }

    /// The same in another dialect and with CORS.
    static RouteSettings with(RouteSettings settings, RefusalDialect dialect, Optional<CorsPolicy> cors) {
        return new RouteSettings(
                settings.match(), settings.stripsPath(), settings.upstreams(), dialect, cors, settings.timeouts());
    }

    static PolicySettings policy(AccessMode mode, String... locations) {
        return policy(mode, KeySelection.ALL, locations);
    }

    static PolicySettings policy(AccessMode mode, KeySelection keys, String... locations) {
        return new PolicySettings(
                mode,
                Stream.of(locations)
                        .map(location -> Location.parse(location).orElseThrow())
                        .toList(),
                keys);
    }
}
