package dev.ostiary.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.RoutedStoreContract;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which routes every [RouteStore] takes beside each other: of one organization none that are equal, of two
/// organizations none that share a request, so that nobody takes over another's traffic (I01).
public abstract class RouteTakenContract extends RoutedStoreContract {
    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private Route stored(Organization organization, String name, RouteMatch match) {
        Route route = newRoute(organization, name, match);
        store.routes().insert(route);
        return route;
    }

    private void assertTaken(Organization organization, RouteMatch match) {
        Route route = newRoute(organization, "second", match);
        assertRefused(ProblemCode.ROUTE_TAKEN, () -> store.routes().insert(route));
        assertEquals(Optional.empty(), store.routes().find(organization.id(), route.id()));
    }

    private static RouteMatch exactly(String path, String... hosts) {
        return new RouteMatch(match("/", hosts).hosts(), path, RouteMatch.PathKind.EXACT);
    }

    /// The refusal says which field is in the way of what, and what to do; of the other organization nothing else.
    @Test
    void insert_taken_saysWhy() {
        stored(acme, "first", match("/v1", "api.example.com"));
        assertEquals("path", why(acme, match("/v1", "api.example.com")).field());
        assertEquals("hosts", why(globex, match("/v1/models", "*.example.com")).field());
        assertTrue(why(globex, match("/v1")).remedy().contains("name the hosts"));
        stored(acme, "all", match("/"));
        assertTrue(why(globex, match("/v2", "b.example.org")).remedy().contains("takes every request"));
    }

    private FieldProblem why(Organization organization, RouteMatch match) {
        Route route = newRoute(organization, "why", match);
        return assertThrows(RefusedException.class, () -> store.routes().insert(route))
                .fields()
                .getFirst();
    }

    /// In one organization a route may lie within another, as long as it is clear which comes first.
    @Test
    void insert_ownMoreSpecific_isTaken() {
        for (RouteMatch match : List.of(
                match("/"),
                match("/v1"),
                exactly("/v1"),
                match("/v1", "api.example.com"),
                match("/v1", "*.example.com", "api.example.org"),
                match("/v1/models"))) {
            stored(acme, "number-" + match.hashCode(), match);
        }

        assertEquals(
                6, store.routes().list(acme.id(), PageRequest.first()).items().size());
    }

    /// In one organization the same path and kind on one of the same hosts is refused.
    @Test
    void insert_ownEqual_isRefused() {
        stored(acme, "any", match("/v1"));
        stored(acme, "hosts", match("/v1", "a.example.com", "*.example.com"));

        assertTaken(acme, match("/v1"));
        assertTaken(acme, match("/v1/"));
        assertTaken(acme, match("/v1", "b.example.org", "*.example.com"));
        assertTaken(acme, match("/v1", "A.example.com"));
    }

    /// Another organization's path or what lies within it or around it is refused, on the same hosts and on any.
    @Test
    void insert_withinAnothers_isRefused() {
        stored(acme, "v1", match("/v1", "api.example.com", "*.example.org"));

        for (RouteMatch match : List.of(
                match("/v1", "api.example.com"),
                exactly("/v1", "api.example.com"),
                exactly("/v1/models", "api.example.com"),
                match("/v1/models", "api.example.com"),
                match("/", "api.example.com"),
                match("/v1", "*.example.com"),
                match("/v1", "a.example.org"),
                match("/v1", "*.a.example.org"),
                match("/v1", "*.a.b.example.org"),
                match("/v1"),
                match("/"))) {
            assertTaken(globex, match);
        }
    }

    /// What shares no request with another organization's route is nobody's but its own.
    @Test
    void insert_besideAnothers_isTaken() {
        stored(acme, "v1", match("/v1", "api.example.com", "*.example.org"));
        stored(acme, "exact", exactly("/exact", "api.example.com"));
        int number = 0;
        for (RouteMatch match : List.of(
                match("/v10", "api.example.com"),
                match("/v2"),
                match("/v1", "example.org"),
                match("/v1", "api.example.com.evil.example"),
                match("/v1", "wwwapi.example.com"),
                match("/exact/below", "api.example.com"))) {
            stored(globex, "number-" + number++, match);
        }

        assertEquals(
                6, store.routes().list(globex.id(), PageRequest.first()).items().size());
    }

    /// An update is judged as an insert, but never against what the route was.
    @Test
    void update_toWhatIsTaken_isRefused() {
        stored(acme, "api", match("/v1"));
        Route second = stored(acme, "second", match("/v2"));
        Route theirs = stored(globex, "theirs", match("/v3"));

        assertRefused(ProblemCode.ROUTE_TAKEN, () -> update(second, match("/v1")));
        assertRefused(ProblemCode.ROUTE_TAKEN, () -> update(second, match("/v3/models")));
        assertRefused(ProblemCode.ROUTE_TAKEN, () -> update(theirs, match("/v2", "api.example.com")));
        assertEquals(Optional.of(second), store.routes().find(acme.id(), second.id()));
        update(second, match("/v2", "api.example.com"));
        update(second, match("/v2/models", "api.example.com"));
        update(theirs, match("/v2/other", "api.example.com"));
    }

    private void update(Route route, RouteMatch match) {
        RouteSettings old = route.settings();
        RouteSettings settings =
                new RouteSettings(match, old.stripsPath(), old.upstreams(), old.dialect(), old.cors(), old.timeouts());
        store.routes().update(route.edited(route.name(), settings, stamp("editor")));
    }

    /// What a deleted route matched is free again, any number of times.
    @Test
    void insert_afterDelete_isTaken() {
        for (int round = 0; round < 3; round++) {
            Route route = stored(round % 2 == 0 ? acme : globex, "api", match("/v1", "api.example.com"));
            store.routes().delete(route);
        }
        stored(globex, "api", match("/v1"));
    }

    /// Of many organizations who want overlapping routes at once exactly one gets its own.
    @Test
    void insert_overlappingAtOnce_oneWins() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        List<Organization> organizations =
                List.of(acme, globex, organization("three"), organization("four"), organization("five"));
        concurrently(5, thread -> {
            try {
                Organization own = organizations.get(thread);
                stored(own, "api", thread % 2 == 0 ? match("/v1/models") : match("/v1", "api.example.com"));
            } catch (RefusedException taken) {
                assertEquals(ProblemCode.ROUTE_TAKEN, taken.code());
                refused.incrementAndGet();
            }
        });

        assertEquals(4, refused.get());
    }
}
