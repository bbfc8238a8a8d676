package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.store.RoutedStoreContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [KeyStore] keeps of labels, restrictions and routes of keys, and gives to nodes.
public abstract class KeyRestrictionContract extends RoutedStoreContract {
    private static final KeyRestrictions EVERY_SORT = new KeyRestrictions(
            List.of(scope("GET,POST /v1/models/*"), scope("* /v1/**")),
            List.of(domain("*.example.com"), domain("xn--bcher-kva.example")),
            List.of(range("10.0.0.0/8"), range("2001:db8::/32"), range("203.0.113.7")),
            List.of(
                    new RateLimit("minute", 60, Duration.ofMinutes(1)),
                    new RateLimit("month", 1_000_000_000, RateLimit.MAX_WINDOW)));

    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private static Scope scope(String text) {
        return Scope.parse(text).orElseThrow();
    }

    private static DomainPattern domain(String text) {
        return DomainPattern.parse(text).orElseThrow();
    }

    private static AddressRange range(String text) {
        return AddressRange.parse(text).orElseThrow();
    }

    private ApiKey stored(String name, KeyBinding binding, Labels labels, KeyRestrictions restrictions) {
        ApiKey plain = newKey(acme, name, binding);
        ApiKey key = plain.edited(plain.name(), labels, restrictions, plain.changed());
        store.keys().insert(key);
        return key;
    }

    private void assertKept(ApiKey key) {
        List<KeyEntry> streamed = new ArrayList<>();
        store.dataPlane().readKeys(row -> streamed.add(row.entry()));

        assertEquals(Optional.of(key), store.keys().find(acme.id(), key.id()));
        assertEquals(
                List.of(key),
                store.keys()
                        .list(acme.id(), KeyFilter.all(), PageRequest.first())
                        .items());
        assertEquals(List.of(KeyEntry.of(key)), store.dataPlane().keys(List.of(key.id())));
        assertEquals(List.of(KeyEntry.of(key)), streamed);
    }

    /// Restrictions of every sort are answered whole and in order, and reach every node so.
    @Test
    void insert_restrictions_areKept() {
        assertKept(stored("all", new KeyBinding.WholeOrganization(), Labels.NONE, EVERY_SORT));
    }

    /// One sort of restriction alone is not taken for another.
    @Test
    void update_eachSortAlone_isKept() {
        ApiKey key = stored("each", new KeyBinding.WholeOrganization(), Labels.NONE, KeyRestrictions.NONE);
        for (KeyRestrictions one : List.of(
                new KeyRestrictions(EVERY_SORT.scopes(), List.of(), List.of(), List.of()),
                new KeyRestrictions(List.of(), EVERY_SORT.domains(), List.of(), List.of()),
                new KeyRestrictions(List.of(), List.of(), EVERY_SORT.addresses(), List.of()),
                new KeyRestrictions(List.of(), List.of(), List.of(), EVERY_SORT.limits()),
                KeyRestrictions.NONE)) {
            assertKept(change(key, found -> found.edited(found.name(), Labels.NONE, one, stamp("editor"))));
        }
    }

    /// As many restrictions as a key may have are kept, each as long as it may be.
    @Test
    void insert_mostRestrictions_areKept() {
        List<Scope> scopes = new ArrayList<>();
        List<DomainPattern> domains = new ArrayList<>();
        List<AddressRange> addresses = new ArrayList<>();
        for (int number = 0; number < KeyRestrictions.MAX_ENTRIES; number++) {
            domains.add(domain("*.number-" + number + ".example.com"));
            addresses.add(range("2001:db8:" + Integer.toHexString(number) + "::/48"));
            if (number < Scope.MAX_COUNT) {
                scopes.add(scope("GET /" + "x".repeat(500) + number));
            }
        }
        assertKept(stored(
                "most",
                new KeyBinding.WholeOrganization(),
                Labels.NONE,
                new KeyRestrictions(scopes, domains, addresses, List.of())));
    }

    /// Labels are kept, also empty values and prefixed names, and can be taken away (S1.7).
    @Test
    void insert_labels_areKept() {
        Labels labels = Labels.of(Map.of("team", "payments", "example.com/tier", "", "a", "B.c_d-9"));
        ApiKey key = stored("labelled", new KeyBinding.WholeOrganization(), labels, KeyRestrictions.NONE);
        assertKept(key);

        assertKept(
                change(key, found -> found.edited(found.name(), Labels.NONE, found.restrictions(), stamp("editor"))));
    }

    /// A key for some routes is kept as that.
    @Test
    void insert_routesBinding_isKept() {
        Set<RouteId> routes = Set.of(
                route(acme, "one").id(),
                route(acme, "two").id(),
                route(acme, "three").id());
        assertKept(stored("routes", new KeyBinding.OwnRoutes(routes), Labels.NONE, EVERY_SORT));
    }

    /// The keys for a route are those of its organization that name it and are not revoked, in order, whatever else
    /// they name.
    @Test
    void lockLive_ofRoute_hasThoseBoundToIt() {
        Route one = route(acme, "one");
        Route two = route(acme, "two");
        KeyBinding both = new KeyBinding.OwnRoutes(Set.of(one.id(), two.id()));
        KeyBinding first = new KeyBinding.OwnRoutes(Set.of(one.id()));
        ApiKey alone = stored("alone", first, Labels.NONE, KeyRestrictions.NONE);
        ApiKey shared = stored("shared", both, Labels.NONE, EVERY_SORT);
        stored("other", new KeyBinding.OwnRoutes(Set.of(two.id())), Labels.NONE, KeyRestrictions.NONE);
        key(acme, "whole");
        change(stored("revoked", first, Labels.NONE, KeyRestrictions.NONE), key -> key.revoked(stamp("admin")));
        change(stored("deleted", both, Labels.NONE, KeyRestrictions.NONE), key -> key.deleted(stamp("admin")));
        store.keys().insert(newKey(globex, "theirs", first));

        assertEquals(List.of(alone, shared), lockLive(acme, one));
        assertEquals(1, lockLive(globex, one).size());
        assertEquals(List.of(), lockLive(globex, two));
    }

    private List<ApiKey> lockLive(Organization organization, Route route) {
        return store.transactions().inTransaction(() -> store.keys().lockLive(organization.id(), route.id()));
    }
}
