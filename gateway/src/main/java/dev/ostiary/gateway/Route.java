package dev.ostiary.gateway;

import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.agent.MessagesPath;
import dev.ostiary.core.credit.MeteredOrganization;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.route.RouteSettings;
import dev.ostiary.gateway.cors.CorsAnswers;
import dev.ostiary.gateway.http1.FlatHeaders;
import dev.ostiary.gateway.http1.HeaderName;
import dev.ostiary.gateway.upstream.UpstreamGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A route as requests follow it: everything that is the same for each of them, worked out once.
///
/// @param name as in logs and metrics
/// @param hostHeader what the upstream is told as `Host`
/// @param agent empty for a route of the organization's own
/// @param environment empty for a route of the organization's own
/// @param headers what every request gets on its way to the upstream; not to be changed
/// @param replaced the names of those that stand in the place of what the client sent
/// @param onlyPath where every request goes, below the upstream's own path; null for where the client says
/// @param price what a call costs
record Route(
        String name,
        OrganizationId organization,
        int prefixLength,
        AccessPolicy policy,
        CredentialPlaces places,
        RefusalDialect dialect,
        @Nullable CorsAnswers cors,
        UpstreamGroup upstreams,
        String hostHeader,
        String agent,
        String environment,
        FlatHeaders headers,
        List<HeaderName> replaced,
        @Nullable String onlyPath,
        CallPrice price)
        implements Destination {
    /// @param metered what is known of the organization's plan; null when it has none
    static Route of(GatewayRoute route, @Nullable MeteredOrganization metered) {
        RouteSettings settings = route.settings();
        String path = settings.match().path();
        return made(
                route,
                settings.stripsPath() && path.length() > 1 ? path.length() : 0,
                route.policy(),
                settings.cors().map(CorsAnswers::new).orElse(null),
                null,
                metered);
    }

    /// The way to the same upstreams for messages of chats, which come by another door.
    ///
    /// @param policy of that door
    /// @param cors of that door
    /// @param metered what is known of the organization's plan; null when it has none
    static Route ofMessages(
            GatewayRoute route,
            AccessPolicy policy,
            CorsAnswers cors,
            MessagesPath messages,
            @Nullable MeteredOrganization metered) {
        return made(route, 0, policy, cors, messages.value(), metered);
    }

    private static Route made(
            GatewayRoute route,
            int prefixLength,
            AccessPolicy policy,
            @Nullable CorsAnswers cors,
            @Nullable String onlyPath,
            @Nullable MeteredOrganization metered) {
        RouteSettings settings = route.settings();
        String host = settings.upstreams().getFirst().uri().getRawAuthority();
        String agent = route.name() instanceof RouteName.Deployment deployment
                ? deployment.agent().value()
                : "";
        String environment = route.name() instanceof RouteName.Deployment deployment
                ? deployment.environment().value()
                : "";
        return new Route(
                route.name().toString(),
                route.organization(),
                prefixLength,
                policy,
                CredentialPlaces.of(policy),
                settings.dialect(),
                cors,
                new UpstreamGroup(settings.upstreams(), settings.timeouts()),
                host,
                agent,
                environment,
                RequestHeaders.ofRoute(
                        host,
                        route.organization().value(),
                        agent,
                        environment,
                        settings.headers().values()),
                settings.headers().values().keySet().stream()
                        .map(HeaderName::of)
                        .toList(),
                onlyPath,
                CallPrice.of(route, metered));
    }

    @Override
    public String pathOf(RequestPath path) {
        return onlyPath == null ? Destination.super.pathOf(path) : onlyPath;
    }

    @Override
    public Route onward(RequestPath path, String method, @Nullable KeyEntry key) {
        return this;
    }

    /// Whether a call with that key costs nothing.
    boolean isFreeFor(@Nullable KeyEntry key) {
        return price.credits() == 0
                || !price.isMetered() && (key == null || !key.restrictions().isMetered());
    }

    /// The request target that the first of the upstreams sees.
    String upstreamTarget(RequestPath path) {
        String rest = onlyPath == null
                ? path.after(prefixLength)
                : ClientApiDoor.withoutOwnParameters(onlyPath.concat(path.query()));
        String base = upstreams.addresses().getFirst().basePath();
        return base.isEmpty() ? rest : base.concat(rest);
    }
}
