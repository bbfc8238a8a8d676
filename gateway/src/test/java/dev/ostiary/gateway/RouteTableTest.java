package dev.ostiary.gateway;

import static dev.ostiary.core.route.RouteMatch.PathKind.EXACT;
import static dev.ostiary.core.route.RouteMatch.PathKind.PREFIX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.RouteMatch;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.route.RouteSettings;
import dev.ostiary.core.route.RouteSnapshot;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A request finds the route that is meant for it, and no other.
class RouteTableTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Randomness randomness = new Randomness();
    private final OrganizationId acme = OrganizationId.create(randomness, NOW);
    private final RouteTable table = new RouteTable();

    @ParameterizedTest
    @CsvSource({
        "/acme/dev/one, /base",
        "/acme/dev/one/, /base",
        "/acme/dev/one/x/y?q=/z, /base/x/y?q=/z",
        "/acme/dev/one?q=/acme/dev/two/x, /base"
    })
    void match_findsTheRouteAndItsTarget(String target, String beginning) {
        replace(route("acme", "dev", "one", "http://one.test/base/"), route("acme", "dev", "two", "http://x"));

        Route route = match(target);

        assertNotNull(route);
        assertEquals("one", route.agent());
        String upstreamTarget = route.upstreamTarget(path(target));
        assertEquals(beginning, upstreamTarget.substring(0, beginning.length()));
        assertEquals("one.test", route.hostHeader());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/acme",
                "/acme/dev",
                "/acme/dev/",
                "/acme/dev/on",
                "/acme/dev/one2",
                "/acme/dev/one;v=1/x",
                "/ACME/dev/one",
                "/acme//dev/one",
                "//acme/dev/one",
                "/acme/dev%2Fone/x",
                "/acme/dev/%6Fne",
                "/acme/prod/one",
                "/other/dev/one",
                "/acme?x=/dev/one",
                "/acme/dev?/one"
            })
    void match_findsNothingElse(String target) {
        replace(route("acme", "dev", "one", "http://one.test"));

        assertNull(match(target));
    }

    /// A replaced table is replaced whole: what is not in the new one is gone.
    @Test
    void replace_forgetsWhatWas() {
        replace(route("acme", "dev", "one", "http://one.test"));
        replace(route("acme", "dev", "two", "http://two.test:9000"));

        assertNull(match("/acme/dev/one"));
        Route two = match("/acme/dev/two");
        assertNotNull(two);
        assertEquals("two.test:9000", two.hostHeader());
    }

    private static RouteSettings settings(RouteMatch.PathKind kind, String path, String upstream, String... hosts) {
        return new RouteSettings(
                new RouteMatch(
                        Stream.of(hosts)
                                .map(host -> DomainPattern.parse(host).orElseThrow())
                                .toList(),
                        path,
                        kind),
                false,
                List.of(new UpstreamUrl(URI.create(upstream))),
                RefusalDialect.TEXT,
                Optional.empty(),
                RouteTimeouts.DEFAULT);
    }

    private GatewayRoute own(OrganizationId organization, String slug, String name, RouteSettings settings) {
        return GatewayRoute.ofRoute(
                new RouteName.Own(new Slug(slug), new Slug(name)),
                new AccessTarget.OwnRoute(organization, RouteId.create(randomness, NOW)),
                settings,
                Optional.empty());
    }

    private GatewayRoute own(String name, RouteMatch.PathKind kind, String path, String... hosts) {
        return own(acme, "acme", name, settings(kind, path, "http://up.test", hosts));
    }

    private String found(String target, @Nullable String host) {
        Destination destination = table.current().match(path(target), host);
        return switch (destination) {
            case null -> "nothing";
            case Route route -> route.name();
            case ClientApiDoor _ -> "client api";
        };
    }

    /// S1.8: the exact host before wildcards, the longest of these before shorter ones, any host last.
    @Test
    void hosts_areMatchedFromExactToAny() {
        replace(
                own("any", PREFIX, "/"),
                own("short", PREFIX, "/", "*.example.com"),
                own("long", PREFIX, "/", "*.api.example.com"),
                own("exact", PREFIX, "/only", "v1.api.example.com"),
                own("several", PREFIX, "/", "one.test", "*.two.test"));

        assertEquals("acme/exact", found("/only/x", "v1.api.example.com"));
        assertEquals("acme/long", found("/other", "v1.api.example.com"));
        assertEquals("acme/long", found("/", "a.b.api.example.com"));
        assertEquals("acme/short", found("/", "api.example.com"));
        assertEquals("acme/any", found("/", "example.com"));
        assertEquals("acme/any", found("/", "notexample.com"));
        assertEquals("acme/any", found("/", ".example.com"));
        assertEquals("acme/any", found("/", null));
        assertEquals("acme/several", found("/", "one.test"));
        assertEquals("acme/several", found("/", "x.two.test"));
    }

    /// An exact path before beginnings, the longest of these first, each ending where a segment does.
    @Test
    void paths_areMatchedFromExactToShortest() {
        replace(
                own("root", PREFIX, "/"),
                own("models", PREFIX, "/models"),
                own("gpt", PREFIX, "/models/gpt"),
                own("one", EXACT, "/models/gpt"),
                own("list", EXACT, "/lists"),
                route("acme", "models", "gpt", "http://x"));

        assertEquals("acme/one", found("/models/gpt", null));
        assertEquals("acme/one", found("/models/gpt?x=1", null));
        assertEquals("acme/gpt", found("/models/gpt/", null));
        assertEquals("acme/gpt", found("/models/gpt/x/y", null));
        assertEquals("acme/models", found("/models/gpt2", null));
        assertEquals("acme/models", found("/models", null));
        assertEquals("acme/root", found("/modelsx", null));
        assertEquals("acme/root", found("/lists/", null));
        assertEquals("acme/list", found("/lists", null));
        assertEquals("acme/root", found("/", null));
        assertEquals("acme/models/gpt", found("/acme/models/gpt/v", null));
    }

    /// Nobody takes a place that is taken: the older route stays.
    @Test
    void equalMatches_goToTheOlder() {
        replace(
                own("older", PREFIX, "/a"),
                own("newer", PREFIX, "/a"),
                own("newest", EXACT, "/b"),
                own("late", EXACT, "/b"));

        assertEquals("acme/older", found("/a/x", null));
        assertEquals("acme/newest", found("/b", null));
    }

    /// The client API is at `/v1` unless a route says it more exactly.
    @Test
    void clientApi_givesWayToHostsAndLongerPaths() {
        replace(
                own("all", PREFIX, "/"),
                own("v1", PREFIX, "/v1"),
                own("v1x", EXACT, "/v1"),
                own("models", PREFIX, "/v1/models"),
                own("thief", PREFIX, "/v1/agents/support"),
                own("thief-of-keys", EXACT, "/v1/key"),
                own("thief-of-credits", EXACT, "/v1/credits"),
                own("thief-of-pages", EXACT, "/v1/widget.js"),
                own("hosted", PREFIX, "/", "llm.example.com"));

        assertEquals("client api", found("/v1", null));
        assertEquals("client api", found("/v1/", null));
        assertEquals("client api", found("/v1/key", null));
        assertEquals("client api", found("/v1/agents/support/messages", null));
        assertEquals("client api", found("/v1/credits", null));
        assertEquals("client api", found("/v1/widget.js", null));
        assertEquals("client api", found("/v1/modelsx", null));
        assertEquals("acme/models", found("/v1/models/gpt", null));
        assertEquals("acme/hosted", found("/v1/key", "llm.example.com"));
        assertEquals("acme/all", found("/v10/key", null));
    }

    /// S2.21: no organization gets in before another's deployments, whose keys it would see.
    @Test
    void routeOnForeignGround_isNotObeyed() {
        OrganizationId rival = OrganizationId.create(randomness, NOW);
        table.replace(new RouteSnapshot(
                List.of(new Organization(acme, new Slug("acme"), new DisplayName("Acme"), NOW)),
                List.of(
                        own(rival, "rival", "thief", settings(PREFIX, "/acme/dev/one/admin", "http://evil.test")),
                        own(rival, "rival", "broad", settings(PREFIX, "/acme", "http://evil.test")),
                        own(acme, "acme", "mine", settings(PREFIX, "/acme/dev/one/admin", "http://x.test")))));

        assertEquals("acme/mine", found("/acme/dev/one/admin", null));
        table.replace(new RouteSnapshot(
                List.of(new Organization(acme, new Slug("acme"), new DisplayName("Acme"), NOW)),
                List.of(own(rival, "rival", "root", settings(PREFIX, "/", "http://evil.test")))));
        assertEquals("nothing", found("/acme/dev/gone", null));
        assertEquals("nothing", found("/acme", null));
        assertEquals("rival/root", found("/acmes", null));
        assertEquals("rival/root", found("/", null));
    }

    /// On a host of one's own every path is one's own.
    @Test
    void foreignGround_isOnSharedHostsOnly() {
        OrganizationId rival = OrganizationId.create(randomness, NOW);
        table.replace(new RouteSnapshot(
                List.of(new Organization(acme, new Slug("acme"), new DisplayName("Acme"), NOW)),
                List.of(own(rival, "rival", "hosted", settings(PREFIX, "/acme", "http://x.test", "rival.test")))));

        assertEquals("nothing", found("/acme/dev/two", null));
        assertEquals("rival/hosted", found("/acme/dev/two", "rival.test"));
    }

    /// A route for the gateway's own host takes no calls to another organization's deployment.
    @Test
    void routeForTheGatewaysHost_leavesDeploymentsAlone() {
        OrganizationId rival = OrganizationId.create(randomness, NOW);
        replace(
                route("acme", "dev", "one", "http://one.test"),
                own(rival, "rival", "thief", settings(PREFIX, "/", "http://evil.test", "gateway.test")));

        assertEquals("acme/dev/one", found("/acme/dev/one/x", "gateway.test"));
        assertEquals("rival/thief", found("/acme/dev/two", "gateway.test"));
    }

    /// I04: nor does a route of the same organization, which somebody may have made who may not deploy there.
    @Test
    void ownRoutes_leaveDeploymentsAlone() {
        replace(
                route("acme", "dev", "one", "http://one.test"),
                own("hosted", PREFIX, "/", "gateway.test"),
                own("exact", EXACT, "/acme/dev/one/x"),
                own("longer", PREFIX, "/acme/dev/one/y"));

        assertEquals("acme/dev/one", found("/acme/dev/one", "gateway.test"));
        assertEquals("acme/dev/one", found("/acme/dev/one/x", null));
        assertEquals("acme/dev/one", found("/acme/dev/one/y/z", null));
        assertEquals("acme/hosted", found("/acme/dev/two", "gateway.test"));
    }

    /// What is one route's as written and another's as read elsewhere is neither's.
    @Test
    void pathsThatLeadElsewhere_areNoticed() {
        replace(own("open", PREFIX, "/"), own("admin", PREFIX, "/admin"), own("a", PREFIX, "/a/b"));

        for (String target : new String[] {
            "/%61dmin", "//admin/x", "/admin;x/y", "/;/admin", "/a%2Fb", "/a;/b", "/%2Fadmin", "/v%31/key"
        }) {
            assertTrue(isReadInTwoWays(target), target);
        }
        for (String target : new String[] {"/admin/%61", "/admin/x;y", "/admin//x", "/x%20y", "/a/b/c%2Fd"}) {
            assertFalse(isReadInTwoWays(target), target);
        }
    }

    private boolean isReadInTwoWays(String target) {
        Destination destination = table.current().match(path(target), null);
        assertNotNull(destination);
        return table.current().isReadInTwoWays(path(target), null, destination);
    }

    /// A route's way to its upstreams is as it was set.
    @Test
    void ownRoute_keepsOrStripsItsPath() {
        RouteMatch match = new RouteMatch(List.of(), "/models", PREFIX);
        List<UpstreamUrl> upstreams = List.of(new UpstreamUrl(URI.create("https://up.test/base")));
        replace(own(
                acme,
                "acme",
                "strips",
                new RouteSettings(
                        match, true, upstreams, RefusalDialect.TEXT, Optional.empty(), RouteTimeouts.DEFAULT)));
        Route strips = match("/models/x?y");
        assertNotNull(strips);
        assertEquals("/base/x?y", strips.upstreamTarget(path("/models/x?y")));
        assertEquals("/base/?y", strips.upstreamTarget(path("/models?y")));

        replace(own(
                acme,
                "acme",
                "keeps",
                new RouteSettings(
                        match, false, upstreams, RefusalDialect.TEXT, Optional.empty(), RouteTimeouts.DEFAULT)));
        Route keeps = match("/models/x?y");
        assertNotNull(keeps);
        assertEquals("/base/models/x?y", keeps.upstreamTarget(path("/models/x?y")));
    }

    private @Nullable Route match(String target) {
        return (Route) table.current().match(path(target), null);
    }

    private static RequestPath path(String target) {
        RequestPath path = RequestPath.parse(target);
        assertNotNull(path);
        return path;
    }

    private void replace(GatewayRoute... routes) {
        table.replace(new RouteSnapshot(List.of(), List.of(routes)));
    }

    private GatewayRoute route(String organization, String environment, String agent, String upstream) {
        AccessTarget.DeployedAgent target = new AccessTarget.DeployedAgent(
                acme, AgentId.create(randomness, NOW), EnvironmentId.create(randomness, NOW));
        return GatewayRoute.ofDeployment(
                new RouteName.Deployment(new Slug(organization), new Slug(environment), new Slug(agent)),
                target,
                GatewayFixture.settings(new UpstreamUrl(URI.create(upstream)), true));
    }
}
