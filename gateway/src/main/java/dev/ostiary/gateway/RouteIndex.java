package dev.ostiary.gateway;

import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.route.RouteMatch;
import dev.ostiary.gateway.clientapi.ClientApi;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All routes of one moment. A live deployment comes first, on any host: no route of one's own takes what is meant for
/// it, keys and all, whoever may make routes and not deploy there. Of the others the one of the exact host comes first,
/// then that of the longest wildcard, then those for any host; among these an exact path, then the longest beginning.
/// Immutable.
///
/// What is beneath an organization's slug is that organization's: no other's route for any host gets a request there.
/// Nor does any where the client API answers, since everybody's keys come there.
final class RouteIndex {
    private static final Logger LOG = LoggerFactory.getLogger(RouteIndex.class);

    static final RouteIndex EMPTY = new Builder(Map.of()).build();

    private final Map<String, PathIndex> hosts;
    private final Map<String, PathIndex> wildcards;
    private final PathIndex deployments;
    private final PathIndex anyHost;
    /// The own route for any host and every path, if there is one.
    private final @Nullable Route root;
    private final Map<String, OrganizationId> owners;
    private final boolean hasOwnRoutes;

    private RouteIndex(Builder builder) {
        this.hosts = built(builder.hosts);
        this.wildcards = built(builder.wildcards);
        this.deployments = builder.deployments.build();
        this.anyHost = builder.anyHost.build();
        this.root = anyHost.root() instanceof Route route ? route : null;
        this.owners = builder.owners;
        this.hasOwnRoutes = builder.hasOwnRoutes;
    }

    private static Map<String, PathIndex> built(Map<String, PathIndex.Builder> builders) {
        Map<String, PathIndex> indexes = new HashMap<>(builders.size() * 2);
        builders.forEach((host, paths) -> indexes.put(host, paths.build()));
        return indexes;
    }

    /// Whether the host makes a difference.
    boolean looksAtHosts() {
        return !hosts.isEmpty() || !wildcards.isEmpty();
    }

    /// Where a request goes; null for nowhere.
    ///
    /// @param host as of [HostName]; null when it is not known or makes no difference
    @Nullable
    Destination match(RequestPath path, @Nullable String host) {
        return match(path.target(), path.pathEnd(), host);
    }

    /// Whether the path leads elsewhere when it is read as other servers may read it. Deployments alone cannot be
    /// confused: their paths have neither escapes nor anything else that readers differ about, and nothing else is
    /// beside them.
    @SuppressWarnings("ReferenceEquality") // An equal one at another place is another one.
    boolean isReadInTwoWays(RequestPath path, @Nullable String host, Destination found) {
        if (!hasOwnRoutes) {
            return false;
        }
        for (String reading : PathReadings.of(path)) {
            if (match(reading, reading.length(), host) != found) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // An equal one at another place is another one.
    private @Nullable Destination match(String target, int end, @Nullable String host) {
        Destination deployment = deployments.find(target, end);
        if (deployment != null) {
            return deployment;
        }
        Destination hosted = host == null ? null : matchHost(target, end, host);
        if (hosted != null) {
            return hosted;
        }
        Destination any = anyHost.find(target, end);
        return any == root && root != null && isForeign(root, target.substring(0, end), owners) ? null : any;
    }

    private static boolean isForeign(Route route, String path, Map<String, OrganizationId> owners) {
        int slash = path.indexOf('/', 1);
        OrganizationId owner = owners.get(path.substring(1, slash < 0 ? path.length() : slash));
        return owner != null && !owner.equals(route.organization());
    }

    private @Nullable Destination matchHost(String target, int end, String host) {
        PathIndex exact = hosts.get(host);
        Destination found = exact == null ? null : exact.find(target, end);
        int dot = wildcards.isEmpty() ? -1 : host.indexOf('.');
        while (found == null && dot >= 0) {
            PathIndex wildcard = wildcards.get(host.substring(dot + 1));
            found = wildcard == null || dot == 0 ? null : wildcard.find(target, end);
            dot = host.indexOf('.', dot + 1);
        }
        return found;
    }

    /// Collects routes. Of two at one place the first stays.
    static final class Builder {
        private final Map<String, PathIndex.Builder> hosts = new HashMap<>();
        private final Map<String, PathIndex.Builder> wildcards = new HashMap<>();
        private final PathIndex.Builder deployments = new PathIndex.Builder();
        private final PathIndex.Builder anyHost = new PathIndex.Builder();
        private final Map<String, OrganizationId> owners;
        private boolean hasOwnRoutes;

        /// @param owners the organization of each slug
        Builder(Map<String, OrganizationId> owners) {
            this.owners = owners;
        }

        /// Puts the client API at its path, for any host.
        void add(ClientApiDoor door) {
            anyHost.exact(ClientApiDoor.PATH, door);
            anyHost.prefix(ClientApiDoor.PATH, door);
        }

        void add(RouteMatch match, Route route, boolean isOwn) {
            boolean isForAnyHost = isOwn && match.hosts().isEmpty();
            if (isForAnyHost && isForeign(route, match.path(), owners)) {
                warn(route, "a route on another organization's paths is not obeyed");
                return;
            }
            if (isForAnyHost && ClientApi.isAt(match.path())) {
                warn(route, "a route on the client API's paths is not obeyed");
                return;
            }
            hasOwnRoutes |= isOwn;
            if (match.hosts().isEmpty()) {
                add(isOwn ? anyHost : deployments, match, route);
            }
            for (DomainPattern host : match.hosts()) {
                Map<String, PathIndex.Builder> group = host.isWildcard() ? wildcards : hosts;
                add(group.computeIfAbsent(host.host(), _ -> new PathIndex.Builder()), match, route);
            }
        }

        private static void warn(Route route, String message) {
            LOG.atWarn().addKeyValue("route", route.name()).log(message);
        }

        private static void add(PathIndex.Builder paths, RouteMatch match, Route route) {
            switch (match.kind()) {
                case EXACT -> paths.exact(match.path(), route);
                case PREFIX -> paths.prefix(match.path(), route);
            }
        }

        RouteIndex build() {
            return new RouteIndex(this);
        }
    }
}
