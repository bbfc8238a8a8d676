package dev.ostiary.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyStatus;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Routes of an organization's own, from making to deleting.
final class RouteOperationsTest {
    private static final Actor ACTOR = Actor.system();

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Organization globex = core.organization("globex");

    @AfterEach
    void close() {
        core.close();
    }

    private static RouteSettings settings(String path) {
        return CoreFixture.routeSettings(path);
    }

    private Optional<Route> stored(Route route) {
        return core.store.routes().find(route.organization(), route.id());
    }

    private ApiKey key(String name, RouteId... routes) {
        return core.key(acme.id(), new KeyBinding.OwnRoutes(Set.of(routes)), name)
                .key();
    }

    private ApiKey now(ApiKey key) {
        return core.store.keys().find(acme.id(), key.id()).orElseThrow();
    }

    private void assertRefused(ProblemCode code, Executable operation) {
        Written written = new Written(core.store);
        assertEquals(code, assertThrows(RefusedException.class, operation).code());
        written.assertNothing();
    }

    /// A route is what was asked for, stands in the trail, and is told to every node.
    @Test
    void create_isWrittenDown() {
        Written written = new Written(core.store);
        Route route = core.route(acme, "api");

        Stamp stamp = new Stamp(core.clock.instant(), "system");
        assertEquals(new Route(route.id(), acme.id(), new Slug("api"), settings("/api"), stamp, stamp), route);
        assertEquals(Optional.of(route), stored(route));
        assertEquals(
                Map.of(
                        "name",
                        "api",
                        "hosts",
                        "",
                        "path",
                        "PREFIX /api",
                        "stripsPath",
                        "true",
                        "upstreams",
                        "http://127.0.0.1:9000",
                        "dialect",
                        "TEXT"),
                written.event().changes().after());
        assertEquals(
                List.of(route.id().value()),
                written.changes().stream().map(Change::subject).toList());
    }

    /// A name or match in use is refused, another organization's match too.
    @Test
    void create_taken_isRefused() {
        core.route(acme, "api");

        assertRefused(
                ProblemCode.SLUG_TAKEN,
                () -> core.createRoute.create(ACTOR, acme.id(), new Slug("api"), settings("/other")));
        assertRefused(
                ProblemCode.ROUTE_TAKEN,
                () -> core.createRoute.create(ACTOR, acme.id(), new Slug("second"), settings("/api")));
        assertRefused(
                ProblemCode.ROUTE_TAKEN,
                () -> core.createRoute.create(ACTOR, globex.id(), new Slug("api"), settings("/api/v1")));
    }

    /// An edit replaces name and settings, and is not written down when it changes nothing.
    @Test
    void edit_replaces() {
        Route route = core.route(acme, "api");
        core.clock.advance(Duration.ofMinutes(1));
        Written written = new Written(core.store);
        Route after = core.editRoute
                .edit(ACTOR, acme.id(), route.id(), new Slug("v1"), settings("/v1"))
                .value();

        assertEquals(
                new Route(
                        route.id(),
                        acme.id(),
                        new Slug("v1"),
                        settings("/v1"),
                        route.created(),
                        new Stamp(core.clock.instant(), "system")),
                after);
        assertEquals(Optional.of(after), stored(route));
        assertEquals("route.edited", written.event().action().text());
        assertEquals("PREFIX /v1", written.event().changes().after().get("path"));
        Written again = new Written(core.store);
        core.clock.advance(Duration.ofMinutes(1));
        assertEquals(
                after,
                core.editRoute
                        .edit(ACTOR, acme.id(), route.id(), new Slug("v1"), settings("/v1"))
                        .value());
        again.assertNothing();
    }

    /// What another route has is refused at an edit too.
    @Test
    void edit_toWhatIsTaken_isRefused() {
        Route api = core.route(acme, "api");
        core.route(acme, "other");
        core.route(globex, "theirs");

        assertRefused(
                ProblemCode.SLUG_TAKEN,
                () -> core.editRoute.edit(ACTOR, acme.id(), api.id(), new Slug("other"), settings("/api")));
        assertRefused(
                ProblemCode.ROUTE_TAKEN,
                () -> core.editRoute.edit(ACTOR, acme.id(), api.id(), api.name(), settings("/other")));
        assertRefused(
                ProblemCode.ROUTE_TAKEN,
                () -> core.editRoute.edit(ACTOR, acme.id(), api.id(), api.name(), settings("/")));
    }

    /// With a route go its policy and the keys that are for it alone; a key that is for another too is for that one
    /// only (S1.18).
    @Test
    void delete_leavesNoAccessBehind() {
        Route api = core.route(acme, "api");
        Route other = core.route(acme, "other");
        Policy policy = core.policy(api, "api-keys");
        Policy kept = core.policy(other, "other-keys");
        ApiKey alone = key("alone", api.id());
        ApiKey shared = key("shared", api.id(), other.id());
        ApiKey elsewhere = key("elsewhere", other.id());
        ApiKey whole =
                core.key(acme.id(), new KeyBinding.WholeOrganization(), "whole").key();
        Written written = new Written(core.store);
        core.deleteRoute.delete(ACTOR, acme.id(), api.id());

        assertEquals(Optional.empty(), stored(api));
        assertEquals(Optional.empty(), core.store.policies().find(acme.id(), policy.id()));
        assertEquals(Optional.of(kept), core.store.policies().find(acme.id(), kept.id()));
        assertEquals(KeyStatus.REVOKED, now(alone).status(core.clock.instant()));
        assertEquals(new KeyBinding.OwnRoutes(Set.of(other.id())), now(shared).binding());
        assertEquals(KeyStatus.ACTIVE, now(shared).status(core.clock.instant()));
        assertEquals(elsewhere, now(elsewhere));
        assertEquals(whole, now(whole));
        assertEquals(
                Map.of(
                        policy.id().value(), "policy.deleted",
                        alone.id().value(), "key.revoked",
                        shared.id().value(), "key.narrowed",
                        api.id().value(), "route.deleted"),
                written.events().stream()
                        .collect(Collectors.toMap(
                                event -> event.subject().id(),
                                event -> event.action().text())));
        assertEquals(
                Map.of("binding", other.id().value(), "because", "route.deleted"),
                detailsOf(written, shared.id().value()));
        assertEquals(
                Set.of(alone.id().value(), shared.id().value(), api.id().value()),
                written.changes().stream().map(Change::subject).collect(Collectors.toSet()));
    }

    private static Map<String, String> detailsOf(Written written, String subject) {
        return written.events().stream()
                .filter(event -> event.subject().id().equals(subject))
                .findAny()
                .orElseThrow()
                .changes()
                .after();
    }

    /// A route made later by the same name is another one: neither keys nor policy of the first are its own.
    @Test
    void delete_sameNameLater_startsAnew() {
        Route first = core.route(acme, "api");
        core.policy(first, "api-keys");
        ApiKey key = key("CI", first.id());
        core.deleteRoute.delete(ACTOR, acme.id(), first.id());
        Route second = core.route(acme, "api");

        assertEquals(
                List.of(GatewayRoute.ofRoute(
                        new RouteName.Own(acme.slug(), second.name()),
                        new AccessTarget.OwnRoute(acme.id(), second.id()),
                        second.settings(),
                        Optional.empty())),
                core.store.dataPlane().routes().routes());
        assertEquals(KeyStatus.REVOKED, now(key).status(core.clock.instant()));
    }

    /// A key cannot be bound to another organization's route, nor to one that is gone.
    @Test
    void issueKey_forRouteOfNobody_isRefused() {
        Route theirs = core.route(globex, "theirs");
        Route gone = core.route(acme, "gone");
        core.deleteRoute.delete(ACTOR, acme.id(), gone.id());
        Route api = core.route(acme, "api");

        assertRefused(ProblemCode.RESOURCE_NOT_FOUND, () -> key("CI", theirs.id()));
        assertRefused(ProblemCode.RESOURCE_NOT_FOUND, () -> key("CI", api.id(), gone.id()));
    }

    /// An organization with a route stays.
    @Test
    void deleteOrganization_withRoute_isRefused() {
        Route route = core.route(acme, "api");
        assertRefused(ProblemCode.ORGANIZATION_NOT_EMPTY, () -> core.deleteOrganization.delete(ACTOR, acme.id()));

        core.deleteRoute.delete(ACTOR, acme.id(), route.id());
        core.deleteOrganization.delete(ACTOR, acme.id());
    }
}
