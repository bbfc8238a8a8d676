package dev.ostiary.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.RoutedStoreContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [RouteStore] does. Which routes it takes beside each other is [RouteTakenContract]'s.
public abstract class RouteStoreContract extends RoutedStoreContract {
    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private RouteStore routes() {
        return store.routes();
    }

    private Optional<Route> lock(OrganizationId organization, RouteId id) {
        return store.transactions().inTransaction(() -> routes().lock(organization, id));
    }

    private List<Route> list(Organization organization) {
        return routes().list(organization.id(), PageRequest.first()).items();
    }

    private Route edited(Route route, String name) {
        return route.edited(new Slug(name), route.settings(), stamp("editor"));
    }

    /// Settings that differ from the usual ones in everything.
    private static RouteSettings unusual(String path) {
        CorsPolicy cors = new CorsPolicy(
                List.of("https://app.example.com", "https://*.example.com"),
                List.of("PUT", "DELETE"),
                List.of("x-trace", "authorization"),
                List.of(),
                true,
                Duration.ofSeconds(61));
        return new RouteSettings(
                new RouteMatch(match("/", "b.example.com", "*.a.example.com").hosts(), path, RouteMatch.PathKind.EXACT),
                false,
                List.of(upstream("two"), upstream("one")),
                RefusalDialect.PROBLEM,
                Optional.of(cors),
                new RouteTimeouts(
                        Optional.of(Duration.ofNanos(1_500_000_001)),
                        Optional.of(Duration.ofMinutes(5)),
                        Optional.of(Duration.ofHours(24))));
    }

    /// What was put in is answered by id, when held, and in the listing, in every field and order.
    @Test
    void insert_isAnsweredWhole() {
        Route plain = route(acme, "plain");
        Route template = newRoute(acme, "unusual");
        Route unusual = new Route(
                template.id(), acme.id(), template.name(), unusual("/exactly/here"), stamp("creator"), stamp("editor"));
        routes().insert(unusual);
        for (Route route : List.of(plain, unusual)) {
            assertEquals(Optional.of(route), routes().find(acme.id(), route.id()));
            assertEquals(Optional.of(route), lock(acme.id(), route.id()));
        }
        assertEquals(List.of(unusual, plain), list(acme));
    }

    /// The other organization neither sees nor changes a route, by any method (I01).
    @Test
    void anyMethod_ofAnotherOrganization_seesAndChangesNothing() {
        Route route = route(acme, "api");
        Route forged =
                new Route(route.id(), globex.id(), route.name(), unusual("/forged"), route.created(), stamp("forger"));

        assertEquals(Optional.empty(), routes().find(globex.id(), route.id()));
        assertEquals(Optional.empty(), lock(globex.id(), route.id()));
        assertEquals(List.of(), list(globex));
        routes().update(forged);
        routes().delete(forged);

        assertEquals(Optional.of(route), routes().find(acme.id(), route.id()));
        assertEquals(List.of(route), list(acme));
    }

    /// What is not there is not answered.
    @Test
    void find_unknown_isEmpty() {
        RouteId unknown = RouteId.create(randomness, tick());

        assertEquals(Optional.empty(), routes().find(acme.id(), unknown));
        assertEquals(Optional.empty(), lock(acme.id(), unknown));
    }

    /// Two routes of an organization never share a name; those of two organizations may.
    @Test
    void insert_nameInUse_isRefused() {
        Route first = route(acme, "api");
        Route second = newRoute(acme, "api", match("/elsewhere"));
        Route theirs = route(globex, "api");

        assertRefused(ProblemCode.SLUG_TAKEN, () -> routes().insert(second));

        assertEquals(List.of(first), list(acme));
        assertEquals(List.of(theirs), list(globex));
    }

    /// Of many who want a name at once exactly one gets it.
    @Test
    void insert_sameNameAtOnce_oneWins() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        concurrently(8, thread -> {
            try {
                routes().insert(newRoute(acme, "api", match("/number-" + thread)));
            } catch (RefusedException taken) {
                assertEquals(ProblemCode.SLUG_TAKEN, taken.code());
                refused.incrementAndGet();
            }
        });

        assertEquals(7, refused.get());
        assertEquals(1, list(acme).size());
    }

    /// An update replaces name and settings of that route only; the name of another is refused and its own is not.
    @Test
    void update_replacesNameAndSettings() {
        Route route = route(acme, "api");
        Route other = route(acme, "other");
        Route edited = route.edited(new Slug("renamed"), unusual("/edited"), stamp("editor"));
        routes().update(edited);
        assertEquals(Optional.of(edited), routes().find(acme.id(), route.id()));

        Route again = edited.edited(edited.name(), route.settings(), stamp("editor"));
        routes().update(again);
        assertEquals(Optional.of(again), routes().find(acme.id(), route.id()));
        assertRefused(ProblemCode.SLUG_TAKEN, () -> routes().update(edited(again, "other")));
        assertEquals(Optional.of(again), routes().find(acme.id(), route.id()));
        assertEquals(Optional.of(other), routes().find(acme.id(), other.id()));
    }

    /// A deleted route is in no answer and stays so whatever comes after; its name is free.
    @Test
    void delete_isForGood() {
        Route route = route(acme, "api");
        Route other = route(acme, "other");
        routes().delete(route);
        routes().delete(route);
        routes().update(edited(route, "back-again"));

        assertEquals(Optional.empty(), routes().find(acme.id(), route.id()));
        assertEquals(Optional.empty(), lock(acme.id(), route.id()));
        assertEquals(List.of(other), list(acme));
        Route next = route(acme, "api");
        assertEquals(List.of(next, other), list(acme));
    }

    /// A route keeps its organization from being empty, and no other.
    @Test
    void insert_keepsTheOrganizationFromBeingEmpty() {
        Route route = route(acme, "api");

        assertFalse(store.organizations().isEmpty(acme.id()));
        assertTrue(store.organizations().isEmpty(globex.id()));
        routes().delete(route);
        assertTrue(store.organizations().isEmpty(acme.id()));
    }

    /// A held row is one transaction's at a time, so that nothing is lost between reading and writing.
    @Test
    void lock_manyAtOnce_takeTurns() throws Exception {
        Route route = route(acme, "n0");
        concurrently(8, thread -> {
            for (int turn = 0; turn < 5; turn++) {
                inTransaction(() -> {
                    Route held = routes().lock(acme.id(), route.id()).orElseThrow();
                    int count = Integer.parseInt(held.name().value().substring(1));
                    routes().update(edited(held, "n" + (count + 1)));
                });
            }
        });

        assertEquals(
                "n40", routes().find(acme.id(), route.id()).orElseThrow().name().value());
    }

    /// The listing is newest first, whatever the size of its pages, and of one organization.
    @Test
    void list_isNewestFirst() {
        List<Route> made = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            made.add(route(acme, "number-" + number));
            route(globex, "number-" + number);
        }
        for (int limit : new int[] {1, 2, 3, 4, 6, 7}) {
            assertEquals(made.reversed(), allPages(limit, page -> routes().list(acme.id(), page)));
        }
    }

    /// A cursor that nobody gave out, or that another organization was given, is a position like any other.
    @Test
    void list_strangeCursor_isAPosition() {
        Route route = route(acme, "api");
        List<String> cursors = new ArrayList<>(STRANGE_CURSORS);
        cursors.add(route(globex, "api").id().value());
        for (String cursor : cursors) {
            Page<Route> page = routes().list(acme.id(), new PageRequest(10, Optional.of(cursor)));
            boolean isBefore = cursor.compareTo(route.id().value()) > 0;
            assertEquals(isBefore ? List.of(route) : List.of(), page.items());
        }
    }
}
