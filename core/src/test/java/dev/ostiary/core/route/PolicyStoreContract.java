package dev.ostiary.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PolicyId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.store.RoutedStoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [PolicyStore] does.
public abstract class PolicyStoreContract extends RoutedStoreContract {
    private Organization acme;
    private Organization globex;
    private Route api;

    @BeforeEach
    final void createRoute() {
        acme = organization("acme");
        globex = organization("globex");
        api = route(acme, "api");
    }

    private PolicyStore policies() {
        return store.policies();
    }

    private Optional<Policy> lock(OrganizationId organization, PolicyId id) {
        return store.transactions().inTransaction(() -> policies().lock(organization, id));
    }

    private Optional<Policy> lockOfRoute(OrganizationId organization, RouteId route) {
        return store.transactions().inTransaction(() -> policies().lockOfRoute(organization, route));
    }

    private List<Policy> list(Organization organization) {
        return policies().list(organization.id(), PageRequest.first()).items();
    }

    private Policy edited(Policy policy, String name) {
        return policy.edited(new Slug(name), policy.settings(), stamp("editor"));
    }

    private Optional<Policy> find(Policy policy) {
        return policies().find(policy.organization(), policy.id());
    }

    /// What was put in is answered by id, by route, when held, and in the listing, in every field.
    @Test
    void insert_isAnsweredWhole() {
        Policy own = policy(acme, "own", Optional.of(api));
        Policy common = policy(acme, "common", Optional.empty());

        assertEquals(Optional.of(own), find(own));
        assertEquals(Optional.of(common), find(common));
        assertEquals(Optional.of(own), lock(acme.id(), own.id()));
        assertEquals(Optional.of(own), lockOfRoute(acme.id(), api.id()));
        assertEquals(List.of(common, own), list(acme));
    }

    /// Every mode, place and selection of keys is kept, the places in their order.
    @Test
    void insert_everySetting_isKept() {
        List<Location> locations = List.of(
                new Location.SchemeHeader("x-token", "Key"),
                new Location.QueryParameter("api_key"),
                new Location.Cookie("session"),
                new Location.BodyField("key"),
                Location.AGENT_ENDPOINT,
                Location.BEARER);
        List<KeySelection> selections = List.of(
                KeySelection.ALL,
                new KeySelection.Named(Set.of()),
                new KeySelection.Named(Set.of("all", "labels", "CI  \\n \\ ж", "\\")),
                new KeySelection.Labelled(Labels.of(Map.of("team", "payments", "example.com/tier", ""))));
        for (AccessMode mode : AccessMode.values()) {
            for (KeySelection keys : selections) {
                String name = mode.name().toLowerCase(Locale.ROOT);
                PolicySettings settings = new PolicySettings(mode, locations, keys);
                Policy policy = newPolicy(acme, name, Optional.empty(), settings);
                policies().insert(policy);

                assertEquals(Optional.of(policy), find(policy));
                policies().delete(policy);
            }
        }
    }

    /// The other organization neither sees nor changes a policy, by any method, nor has one for a route that is not
    /// its own (I01).
    @Test
    void anyMethod_ofAnotherOrganization_seesAndChangesNothing() {
        Policy policy = policy(acme, "own", Optional.of(api));
        Policy forged = newPolicy(globex, "forged", Optional.of(api), PolicySettings.DEFAULT);
        Policy disguised = new Policy(
                policy.id(),
                globex.id(),
                forged.name(),
                Optional.of(api.id()),
                new PolicySettings(AccessMode.OPTIONAL, List.of(Location.BEARER), KeySelection.ALL),
                forged.created(),
                forged.changed());

        assertEquals(Optional.empty(), policies().find(globex.id(), policy.id()));
        assertEquals(Optional.empty(), lock(globex.id(), policy.id()));
        assertEquals(Optional.empty(), lockOfRoute(globex.id(), api.id()));
        policies().update(disguised);
        policies().delete(disguised);

        assertEquals(Optional.of(policy), find(policy));
        assertEquals(List.of(), list(globex));
    }

    /// What is not there is not answered.
    @Test
    void find_unknown_isEmpty() {
        Policy common = policy(acme, "common", Optional.empty());
        PolicyId unknown = PolicyId.create(randomness, tick());

        assertEquals(Optional.empty(), policies().find(acme.id(), unknown));
        assertEquals(Optional.empty(), lock(acme.id(), unknown));
        assertEquals(Optional.empty(), lockOfRoute(acme.id(), api.id()));
        assertEquals(List.of(common), list(acme));
    }

    /// Two policies of an organization never share a name; those of two organizations may.
    @Test
    void insert_nameInUse_isRefused() {
        policy(acme, "own", Optional.of(api));
        policy(globex, "own", Optional.empty());

        assertRefused(ProblemCode.SLUG_TAKEN, () -> policy(acme, "own", Optional.empty()));
        assertEquals(1, list(acme).size());
    }

    /// A route has one policy, and so has the gateway of each organization (S1.8).
    @Test
    void insert_targetInUse_isRefused() {
        policy(acme, "own", Optional.of(api));
        policy(acme, "common", Optional.empty());
        policy(globex, "common", Optional.empty());
        policy(acme, "other", Optional.of(route(acme, "other")));

        assertRefused(ProblemCode.POLICY_TARGET_TAKEN, () -> policy(acme, "second", Optional.of(api)));
        assertRefused(ProblemCode.POLICY_TARGET_TAKEN, () -> policy(acme, "second", Optional.empty()));
        assertEquals(3, list(acme).size());
    }

    /// Of many who want a target at once exactly one gets it.
    @Test
    void insert_sameTargetAtOnce_oneWins() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        concurrently(8, thread -> {
            try {
                policy(acme, "number-" + thread, thread % 2 == 0 ? Optional.of(api) : Optional.empty());
            } catch (RefusedException taken) {
                assertEquals(ProblemCode.POLICY_TARGET_TAKEN, taken.code());
                refused.incrementAndGet();
            }
        });

        assertEquals(6, refused.get());
        assertEquals(2, list(acme).size());
    }

    /// A policy without its route cannot be: a route goes after its policy, and never before.
    @Test
    void insert_forNoRoute_fails() {
        Policy policy = policy(acme, "own", Optional.of(api));
        assertThrows(StoreException.class, () -> store.routes().delete(api));
        policies().delete(policy);
        store.routes().delete(api);

        assertThrows(StoreException.class, () -> policy(acme, "own", Optional.of(api)));
        assertThrows(StoreException.class, () -> policy(globex, "theirs", Optional.of(route(acme, "ours"))));
    }

    /// An update replaces name and settings of that policy only.
    @Test
    void update_replacesNameAndSettings() {
        Policy policy = policy(acme, "own", Optional.of(api));
        Policy other = policy(acme, "common", Optional.empty());
        PolicySettings settings =
                new PolicySettings(AccessMode.PERMISSIVE, List.of(Location.AGENT_ENDPOINT), KeySelection.ALL);
        Policy edited = policy.edited(new Slug("renamed"), settings, stamp("editor"));
        policies().update(edited);

        assertEquals(Optional.of(edited), find(policy));
        assertRefused(ProblemCode.SLUG_TAKEN, () -> policies().update(edited(edited, "common")));
        assertEquals(List.of(other, edited), list(acme));
    }

    /// A deleted policy is in no answer and stays so whatever comes after; its name and target are free.
    @Test
    void delete_isForGood() {
        for (int round = 0; round < 3; round++) {
            Policy policy = policy(acme, "own", Optional.of(api));
            policies().delete(policy);
            policies().delete(policy);
            policies().update(edited(policy, "back-again"));

            assertEquals(Optional.empty(), find(policy));
            assertEquals(Optional.empty(), lockOfRoute(acme.id(), api.id()));
            assertEquals(List.of(), list(acme));
        }
    }

    /// A held row is one transaction's at a time, so that nothing is lost between reading and writing.
    @Test
    void lock_manyAtOnce_takeTurns() throws Exception {
        Policy policy = policy(acme, "n0", Optional.of(api));
        concurrently(8, thread -> {
            for (int turn = 0; turn < 5; turn++) {
                inTransaction(() -> {
                    Policy held = thread % 2 == 0
                            ? policies().lock(acme.id(), policy.id()).orElseThrow()
                            : policies().lockOfRoute(acme.id(), api.id()).orElseThrow();
                    int count = Integer.parseInt(held.name().value().substring(1));
                    policies().update(edited(held, "n" + (count + 1)));
                });
            }
        });

        assertEquals("n40", find(policy).orElseThrow().name().value());
    }

    /// The listing is newest first, whatever the size of its pages, and of one organization.
    @Test
    void list_isNewestFirst() {
        policy(globex, "theirs", Optional.empty());
        List<Policy> made = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            made.add(policy(acme, "number-" + number, Optional.of(route(acme, "number-" + number))));
        }
        for (int limit : new int[] {1, 2, 3, 4, 6, 7}) {
            assertEquals(made.reversed(), allPages(limit, page -> policies().list(acme.id(), page)));
        }
    }

    /// A cursor that nobody gave out, or that another organization was given, is a position like any other.
    @Test
    void list_strangeCursor_isAPosition() {
        Policy policy = policy(acme, "own", Optional.of(api));
        List<String> cursors = new ArrayList<>(STRANGE_CURSORS);
        cursors.add(policy(globex, "own", Optional.empty()).id().value());
        for (String cursor : cursors) {
            Page<Policy> page = policies().list(acme.id(), new PageRequest(10, Optional.of(cursor)));
            boolean isBefore = cursor.compareTo(policy.id().value()) > 0;
            assertEquals(isBefore ? List.of(policy) : List.of(), page.items());
        }
    }
}
