package dev.ostiary.gateway;

import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.DeployedRoute;
import dev.ostiary.core.agent.UpstreamUrl;

/// A route as requests follow it: everything that is the same for each of them, worked out once.
///
/// @param prefixLength how much of the path is the route's and not the upstream's
/// @param hostHeader what the upstream is told as `Host`
record Route(
        int prefixLength,
        AccessPolicy policy,
        UpstreamUrl upstream,
        String hostHeader,
        String organizationId,
        String agent,
        String environment) {
    static Route of(DeployedRoute deployed) {
        return new Route(
                prefix(deployed).length(),
                deployed.policy(),
                deployed.upstream(),
                deployed.upstream().uri().getRawAuthority(),
                deployed.target().organization().value(),
                deployed.agent().value(),
                deployed.environment().value());
    }

    static String prefix(DeployedRoute deployed) {
        return "/" + deployed.organization() + "/" + deployed.environment() + "/" + deployed.agent();
    }

    /// The request target the upstream sees.
    String upstreamTarget(RequestPath path) {
        String rest = path.after(prefixLength);
        String base = upstream.basePath();
        return base.isEmpty() ? rest : base.concat(rest);
    }
}
