package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.StoreContract;
import dev.ostiary.core.usage.KeyUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How every [KeyStore] searches, sorts and filters (S2.9, S3.9, S3.12).
public abstract class KeySearchContract extends StoreContract {
    private static final Instant END = START.plus(Duration.ofDays(10));

    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private ApiKey key(String name, Map<String, String> labels, Optional<Instant> expiresAt) {
        ApiKey key = unsaved(name, labels, expiresAt);
        store.keys().insert(key);
        return key;
    }

    private ApiKey unsaved(String name, Map<String, String> labels, Optional<Instant> expiresAt) {
        ApiKey plain = newKey(acme, name, new KeyBinding.WholeOrganization());
        return new ApiKey(
                plain.id(),
                acme.id(),
                new DisplayName(name),
                Description.parse("made for " + name),
                plain.publicId(),
                plain.secret(),
                plain.binding(),
                Labels.of(labels),
                plain.restrictions(),
                expiresAt,
                new Stamp(plain.created().at(), "maker of " + name),
                plain.changed(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private ApiKey key(String name) {
        return key(name, Map.of(), Optional.empty());
    }

    private static KeyFilter filter(
            Optional<KeyFilter.StatusAt> status, Labels labels, Optional<String> creator, Optional<String> search) {
        return new KeyFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                status,
                labels,
                creator.map(DisplayName::new),
                search.map(text -> KeySearch.parse(text).orElseThrow()),
                Optional.empty(),
                Optional.empty());
    }

    private static KeyFilter search(String text) {
        return filter(Optional.empty(), Labels.NONE, Optional.empty(), Optional.of(text));
    }

    private static KeyFilter status(KeyStatus status) {
        return filter(
                Optional.of(new KeyFilter.StatusAt(status, END)), Labels.NONE, Optional.empty(), Optional.empty());
    }

    private List<ApiKey> list(KeyFilter filter, KeySort sort) {
        return store.keys().list(acme.id(), filter, sort, PageRequest.first()).items();
    }

    private List<ApiKey> list(KeyFilter filter) {
        List<ApiKey> found = list(filter, KeySort.OLDEST);
        for (KeySort sort : KeySort.values()) {
            assertEquals(found.size(), list(filter, sort).size(), sort.name());
        }
        assertEquals(
                found.stream()
                        .filter(key -> key.revokedAt().isEmpty())
                        .map(ApiKey::id)
                        .toList(),
                store.keys().listLive(acme.id(), filter));
        assertEquals(
                List.of(),
                store.keys().list(globex.id(), filter, PageRequest.first()).items());
        assertEquals(List.of(), store.keys().listLive(globex.id(), filter));
        return found;
    }

    /// Words are found by their beginnings, in name, description and labels, whatever their case; all must be
    /// there.
    @Test
    void search_findsWordsByTheirBeginnings() {
        ApiKey checkout = key("Checkout-Service", Map.of("team", "payments"), Optional.empty());
        ApiKey search = key("Grüne Suche 100%_", Map.of("team", "search"), Optional.empty());

        assertEquals(List.of(checkout), list(search("check")));
        assertEquals(List.of(checkout), list(search("SERV checkout pay")));
        assertEquals(List.of(search), list(search("GRÜ")));
        assertEquals(List.of(search), list(search("100")));
        assertEquals(List.of(checkout, search), list(search("team")));
        assertEquals(List.of(checkout, search), list(search("made for")));
        assertEquals(List.of(), list(search("heckout")));
        assertEquals(List.of(), list(search("check search")));
        assertEquals(List.of(search), list(search(search.publicId())));
        assertEquals(List.of(search), list(search(search.publicId().substring(0, 14))));
    }

    /// What is found follows the key: an old name leads nowhere, a tombstone is not found.
    @Test
    void search_afterChange_findsWhatIsThere() {
        ApiKey key = key("before", Map.of("team", "old"), Optional.empty());
        ApiKey renamed = change(
                key,
                found -> found.edited(
                        new DisplayName("after"), Labels.of(Map.of("team", "new")), found.restrictions(), stamp("a")));
        assertEquals(List.of(), list(search("old")));
        assertEquals(List.of(renamed), list(search("after new")));

        change(renamed, found -> found.deleted(stamp("a")));
        assertEquals(List.of(), list(search("after")));
    }

    /// Keys that were taken in together are found each by what it is now, whatever became of the first of them.
    @Test
    void search_takenInTogether_findsEach() {
        Labels payments = Labels.of(Map.of("team", "payments"));
        List<ApiKey> keys = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            keys.add(unsaved("batch " + number, payments.values(), Optional.empty()));
        }
        store.keyIntake().insertAll(keys);
        assertEquals(keys, list(search("pay")));

        ApiKey moved = change(
                keys.getFirst(),
                key -> key.edited(key.name(), Labels.of(Map.of("team", "sales")), key.restrictions(), stamp("a")));
        change(keys.get(1), key -> key.deleted(stamp("a")));
        List<ApiKey> rest = keys.subList(2, keys.size());
        assertEquals(rest, list(search("payments batch")));
        assertEquals(rest, list(filter(Optional.empty(), payments, Optional.empty(), Optional.empty())));
        assertEquals(List.of(moved), list(search("sales")));

        ApiKey back = change(moved, key -> key.edited(key.name(), payments, key.restrictions(), stamp("a")));
        assertEquals(back, list(search("pay")).getFirst());
        assertEquals(rest.size() + 1, list(search("pay")).size());
    }

    /// A label is met as it is written, not by a part of it; the creator by the whole name.
    @Test
    void filter_labelAndCreator_areExact() {
        ApiKey payments = key("one", Map.of("team", "Payments", "tier", "1"), Optional.empty());
        key("two", Map.of("team", "payments"), Optional.empty());
        key("three", Map.of("team", "Payments2"), Optional.empty());

        Labels wanted = Labels.of(Map.of("team", "Payments"));
        assertEquals(List.of(payments), list(filter(Optional.empty(), wanted, Optional.empty(), Optional.empty())));
        assertEquals(
                List.of(payments),
                list(filter(Optional.empty(), wanted, Optional.of("maker of one"), Optional.of("one"))));
        assertEquals(List.of(), list(filter(Optional.empty(), Labels.NONE, Optional.of("maker"), Optional.empty())));
    }

    /// The status is that at the instant asked for, expired among them (S3.13, T01).
    @Test
    void filter_status_isDerived() {
        ApiKey active = key("active", Map.of(), Optional.of(END.plusMillis(1)));
        ApiKey expired = key("expired", Map.of(), Optional.of(END));
        ApiKey disabled = change(key("disabled"), key -> key.disabled(stamp("a")));
        ApiKey revoked = change(key("revoked"), key -> key.disabled(stamp("a")).revoked(stamp("a")));
        change(key("deleted"), key -> key.deleted(stamp("a")));

        assertEquals(List.of(active), list(status(KeyStatus.ACTIVE)));
        assertEquals(List.of(expired), list(status(KeyStatus.EXPIRED)));
        assertEquals(List.of(disabled), list(status(KeyStatus.DISABLED)));
        assertEquals(List.of(revoked), list(status(KeyStatus.REVOKED)));
    }

    /// By what sort of thing keys are bound to.
    @Test
    void filter_bound_isBySort() {
        Agent agent = agent(acme, "support");
        Environment production = environment(acme, "production");
        ApiKey whole = key("whole");
        ApiKey bound = key(acme, "bound", agent, production);

        for (KeyFilter.Bound sort : EnumSet.of(KeyFilter.Bound.ORGANIZATION, KeyFilter.Bound.AGENT)) {
            KeyFilter filter = new KeyFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(sort),
                    Optional.empty(),
                    Labels.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            assertEquals(List.of(sort == KeyFilter.Bound.AGENT ? bound : whole), list(filter));
        }
    }

    /// Keys that end soon, and keys that nobody uses (C5).
    @Test
    void filter_expiringAndUnused_forReports() {
        ApiKey soon = key("soon", Map.of(), Optional.of(END));
        ApiKey later = key("later", Map.of(), Optional.of(END.plusMillis(1)));
        change(key("revoked", Map.of(), Optional.of(END)), key -> key.revoked(stamp("a")));
        ApiKey never = key("never");
        store.usage().add(List.of(new KeyUsage(never.id(), 1, END), new KeyUsage(later.id(), 1, END.minusMillis(1))));

        assertEquals(List.of(soon), list(report(Optional.of(new KeyFilter.Expiring(START, END)), Optional.empty())));
        assertEquals(
                List.of("soon", "later", "revoked"),
                list(report(Optional.empty(), Optional.of(END))).stream()
                        .map(key -> key.name().value())
                        .toList());
    }

    private static KeyFilter report(Optional<KeyFilter.Expiring> expiring, Optional<Instant> unusedSince) {
        return new KeyFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Labels.NONE,
                Optional.empty(),
                Optional.empty(),
                expiring,
                unusedSince);
    }

    /// Each order is whole at every size of page, with a search and without, and is the reverse of its opposite.
    @Test
    void sort_isWholeOverPages() {
        List<ApiKey> made = new ArrayList<>();
        for (String name : List.of("b", "B", "ä", "a", "c", "A")) {
            Optional<Instant> end = name.equals("c") ? Optional.empty() : Optional.of(END.plusMillis(made.size() / 2));
            made.add(key(name, Map.of("team", "x"), end));
        }
        store.usage()
                .add(List.of(
                        new KeyUsage(made.get(0).id(), 1, END),
                        new KeyUsage(made.get(1).id(), 1, START),
                        new KeyUsage(made.get(2).id(), 1, END)));
        for (KeyFilter filter : List.of(KeyFilter.all(), search("team"))) {
            for (int limit : new int[] {1, 2, 3, 7}) {
                assertOrder(filter, limit, "bBäacA", KeySort.OLDEST, KeySort.NEWEST);
                assertOrder(filter, limit, "ABabcä", KeySort.NAME, KeySort.NAME_DESCENDING);
                assertOrder(filter, limit, "acABbä", KeySort.LEAST_USED, KeySort.LAST_USED);
                assertOrder(filter, limit, "bBäaAc", KeySort.EXPIRY, KeySort.EXPIRY_DESCENDING);
            }
        }
    }

    private void assertOrder(KeyFilter filter, int limit, String names, KeySort sort, KeySort reversed) {
        assertEquals(names, names(filter, limit, sort));
        assertEquals(new StringBuilder(names).reverse().toString(), names(filter, limit, reversed));
    }

    private String names(KeyFilter filter, int limit, KeySort sort) {
        StringBuilder names = new StringBuilder();
        allPages(limit, page -> store.keys().list(acme.id(), filter, sort, page))
                .forEach(key -> names.append(key.name().value()));
        return names.toString();
    }

    /// A cursor that is no key of the organization leads to the end of an order that only a key has a place in.
    @Test
    void sort_strangeCursor_isTheEnd() {
        key("ours");
        List<String> cursors = new ArrayList<>(STRANGE_CURSORS);
        cursors.add(key(globex, "theirs").id().value());
        for (String cursor : cursors) {
            for (KeySort sort : EnumSet.range(KeySort.NAME, KeySort.EXPIRY_DESCENDING)) {
                assertEquals(
                        List.of(),
                        store.keys()
                                .list(acme.id(), KeyFilter.all(), sort, new PageRequest(5, Optional.of(cursor)))
                                .items());
            }
        }
    }

    /// Those of many keys that are live can be held, and counted up to a bound.
    @Test
    void lockLive_ofMany_holdsThoseThatLive() {
        ApiKey one = key("one");
        ApiKey two = change(key("two"), key -> key.disabled(stamp("a")));
        ApiKey gone = change(key("gone"), key -> key.revoked(stamp("a")));
        List<KeyId> ids = List.of(gone.id(), two.id(), one.id());

        assertEquals(
                List.of(one, two),
                store.transactions().inTransaction(() -> store.keys().lockLive(acme.id(), ids)));
        assertEquals(
                List.of(), store.transactions().inTransaction(() -> store.keys().lockLive(globex.id(), ids)));
        assertEquals(2, store.keys().countLive(acme.id(), 5));
        assertEquals(2, store.keys().countLive(acme.id(), 1));
        assertEquals(1, store.keys().countLive(acme.id(), 0));
        assertEquals(0, store.keys().countLive(globex.id(), 5));
    }
}
