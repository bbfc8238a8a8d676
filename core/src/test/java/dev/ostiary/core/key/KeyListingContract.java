package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [KeyStore] answers when asked for many keys.
public abstract class KeyListingContract extends StoreContract {
    private Organization acme;
    private Organization globex;
    private Agent support;
    private Agent sales;
    private Environment development;
    private Environment production;

    @BeforeEach
    final void createAgents() {
        acme = organization("acme");
        globex = organization("globex");
        support = agent(acme, "support");
        sales = agent(acme, "sales");
        development = environment(acme, "development");
        production = environment(acme, "production");
    }

    private List<ApiKey> list(Organization organization, KeyFilter filter) {
        return store.keys().list(organization.id(), filter, PageRequest.first()).items();
    }

    private List<ApiKey> lockLive(Organization organization, KeyFilter filter) {
        return store.transactions().inTransaction(() -> store.keys().lockLive(organization.id(), filter));
    }

    private static KeyFilter of(Agent agent) {
        return new KeyFilter(Optional.of(agent.id()), Optional.empty());
    }

    private static KeyFilter of(Environment environment) {
        return new KeyFilter(Optional.empty(), Optional.of(environment.id()));
    }

    private static KeyFilter of(Agent agent, Environment environment) {
        return new KeyFilter(Optional.of(agent.id()), Optional.of(environment.id()));
    }

    /// A listing can be of one agent, of one environment, or of one in the other. A key for the whole organization
    /// is bound to neither.
    @Test
    void list_filter_takesWhatIsBoundSo() {
        ApiKey whole = key(acme, "whole");
        ApiKey supportDev = key(acme, "support dev", support, development);
        ApiKey supportProd = key(acme, "support prod", support, production);
        ApiKey salesProd = key(acme, "sales prod", sales, production);

        assertEquals(List.of(salesProd, supportProd, supportDev, whole), list(acme, KeyFilter.all()));
        assertEquals(List.of(supportProd, supportDev), list(acme, of(support)));
        assertEquals(List.of(salesProd, supportProd), list(acme, of(production)));
        assertEquals(List.of(supportProd), list(acme, of(support, production)));
        assertEquals(List.of(), list(acme, of(sales, development)));
    }

    /// Revoked, disabled and expired keys are listed; tombstones are not.
    @Test
    void list_hasAllButTombstones() {
        ApiKey revoked = change(key(acme, "revoked", support, production), key -> key.revoked(stamp("admin")));
        ApiKey disabled = change(key(acme, "disabled", support, production), key -> key.disabled(stamp("admin")));
        change(key(acme, "deleted", support, production), key -> key.deleted(stamp("admin")));

        for (KeyFilter filter : List.of(KeyFilter.all(), of(support), of(production), of(support, production))) {
            assertEquals(List.of(disabled, revoked), list(acme, filter));
        }
    }

    /// The other organization lists and holds nothing, even by the right agent and environment (I01).
    @Test
    void anyMethod_ofAnotherOrganization_seesNothing() {
        key(acme, "bound", support, production);
        key(acme, "whole");

        for (KeyFilter filter : List.of(KeyFilter.all(), of(support), of(production), of(support, production))) {
            assertEquals(List.of(), list(globex, filter));
            assertEquals(List.of(), lockLive(globex, filter));
        }
    }

    /// Held are the keys that are bound so and not revoked: disabled ones too, tombstones not.
    @Test
    void lockLive_hasWhatIsNotRevoked() {
        ApiKey whole = key(acme, "whole");
        ApiKey supportDev = key(acme, "support dev", support, development);
        ApiKey supportProd = key(acme, "support prod", support, production);
        ApiKey salesProd = change(key(acme, "sales prod", sales, production), key -> key.disabled(stamp("admin")));
        change(key(acme, "revoked", support, production), key -> key.revoked(stamp("admin")));
        change(key(acme, "deleted", support, production), key -> key.deleted(stamp("admin")));

        assertEquals(Set.of(whole, supportDev, supportProd, salesProd), Set.copyOf(lockLive(acme, KeyFilter.all())));
        assertEquals(Set.of(supportDev, supportProd), Set.copyOf(lockLive(acme, of(support))));
        assertEquals(Set.of(supportProd, salesProd), Set.copyOf(lockLive(acme, of(production))));
        assertEquals(Set.of(supportProd), Set.copyOf(lockLive(acme, of(support, production))));
    }

    /// All of them are held, not a page of them.
    @Test
    void lockLive_isNotPaged() {
        for (int number = 0; number < PageRequest.MAX_LIMIT + 5; number++) {
            key(acme, "key " + number, support, production);
        }

        assertEquals(PageRequest.MAX_LIMIT + 5, lockLive(acme, of(support)).size());
    }

    /// Two who end the same keys in different order do not hold each other up for ever, and each key is ended
    /// once.
    @Test
    void lockLive_manyAtOnce_takeTurns() throws Exception {
        for (int number = 0; number < 20; number++) {
            key(acme, "key " + number, support, production);
        }
        AtomicInteger ended = new AtomicInteger();
        concurrently(
                6,
                thread -> inTransaction(() -> {
                    for (ApiKey key :
                            store.keys().lockLive(acme.id(), thread % 2 == 0 ? of(support) : of(production))) {
                        store.keys().update(key.revoked(stamp("admin")));
                        ended.incrementAndGet();
                    }
                }));

        assertEquals(20, ended.get());
        assertEquals(List.of(), lockLive(acme, KeyFilter.all()));
    }

    /// The listing is newest first, whatever the size of its pages and the filter.
    @Test
    void list_isNewestFirst() {
        List<ApiKey> made = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            made.add(key(acme, "key " + number, support, production));
            key(globex, "key " + number);
        }
        for (int limit : new int[] {1, 2, 3, 4, 6, 7}) {
            for (KeyFilter filter : List.of(KeyFilter.all(), of(support), of(production), of(support, production))) {
                assertEquals(
                        made.reversed(), allPages(limit, page -> store.keys().list(acme.id(), filter, page)));
            }
        }
    }

    /// Whoever reads page by page sees everything that was there exactly once, though keys are added and ended
    /// meanwhile.
    @Test
    void list_whileRowsAreAdded_showsEachOnce() {
        List<ApiKey> made = new ArrayList<>();
        for (int number = 0; number < 9; number++) {
            made.add(key(acme, "key " + number));
        }
        AtomicInteger added = new AtomicInteger();
        List<ApiKey> read = allPages(2, page -> {
            Page<ApiKey> part = store.keys().list(acme.id(), KeyFilter.all(), page);
            change(key(acme, "added " + added.incrementAndGet()), key -> key.deleted(stamp("admin")));
            key(acme, "added " + added.incrementAndGet());
            change(part.items().getLast(), key -> key.deleted(stamp("admin")));
            return part;
        });

        assertEquals(made.reversed(), read);
    }

    /// A cursor that nobody gave out, or that another organization was given, is a position like any other.
    @Test
    void list_strangeCursor_isAPosition() {
        ApiKey key = key(acme, "ours");
        List<String> cursors = new ArrayList<>(STRANGE_CURSORS);
        cursors.add(key(globex, "theirs").id().value());
        for (String cursor : cursors) {
            Page<ApiKey> page = store.keys().list(acme.id(), KeyFilter.all(), new PageRequest(10, Optional.of(cursor)));
            boolean isBefore = cursor.compareTo(key.id().value()) > 0;
            assertEquals(isBefore ? List.of(key) : List.of(), page.items());
        }
    }
}
