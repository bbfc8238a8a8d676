package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.DeployedRoute;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.random.Randomness;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A request finds the route of exactly its organization, environment and agent.
class RouteTableTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Randomness randomness = new Randomness();
    private final RouteTable table = new RouteTable();

    @ParameterizedTest
    @CsvSource({
        "/acme/dev/one, /base",
        "/acme/dev/one/, /base",
        "/acme/dev/one/x/y?q=/z, /base/x/y?q=/z",
        "/acme/dev/one?q=/acme/dev/two/x, /base"
    })
    void match_findsTheRouteAndItsTarget(String target, String beginning) {
        table.replace(
                List.of(route("acme", "dev", "one", "http://one.test/base/"), route("acme", "dev", "two", "http://x")));

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
        table.replace(List.of(route("acme", "dev", "one", "http://one.test")));

        assertNull(match(target));
    }

    /// A replaced table is replaced whole: what is not in the new one is gone.
    @Test
    void replace_forgetsWhatWas() {
        table.replace(List.of(route("acme", "dev", "one", "http://one.test")));
        table.replace(List.of(route("acme", "dev", "two", "http://two.test:9000")));

        assertNull(match("/acme/dev/one"));
        Route two = match("/acme/dev/two");
        assertNotNull(two);
        assertEquals("two.test:9000", two.hostHeader());
    }

    private @Nullable Route match(String target) {
        return table.match(path(target));
    }

    private static RequestPath path(String target) {
        RequestPath path = RequestPath.parse(target);
        assertNotNull(path);
        return path;
    }

    private DeployedRoute route(String organization, String environment, String agent, String upstream) {
        AccessTarget target = new AccessTarget(
                OrganizationId.create(randomness, NOW),
                AgentId.create(randomness, NOW),
                EnvironmentId.create(randomness, NOW));
        return new DeployedRoute(
                new Slug(organization),
                new Slug(environment),
                new Slug(agent),
                target,
                new UpstreamUrl(URI.create(upstream)),
                true);
    }
}
