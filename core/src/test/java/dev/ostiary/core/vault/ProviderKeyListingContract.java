package dev.ostiary.core.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.store.StoreContract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How every [ProviderKeyStore] searches, sorts and pages (S3.9).
public abstract class ProviderKeyListingContract extends StoreContract {
    private static final List<String> NAMES = List.of(
            "MY_API", "zebra", "Ärger", "my_other", "100%", "a_b", "aXb", "\ud83d\ude00 key", "\uff21 wide", "\\back");

    private Organization acme;

    @BeforeEach
    final void createKeys() {
        acme = organization("acme");
        Organization globex = organization("globex");
        for (String name : NAMES) {
            store.providerKeys().insert(ProviderKeys.of(acme, name, 1, tick(), randomness));
        }
        store.providerKeys().insert(ProviderKeys.of(globex, "MY_API", 1, tick(), randomness));
    }

    private List<String> names(Optional<String> search, ProviderKeySort sort, boolean isDescending, int limit) {
        return allPages(
                        limit,
                        page -> store.providerKeys()
                                .list(acme.id(), ProviderKeyListing.of(search, sort, isDescending, page)))
                .stream()
                .map(key -> key.name().value())
                .toList();
    }

    private static List<String> reversedIf(boolean isDescending, List<String> ascending) {
        return isDescending ? ascending.reversed() : ascending;
    }

    /// By name, letter case aside and in the order of code points, both ways, whatever the size of the pages.
    @Test
    void list_byName_isSorted() {
        List<String> sorted = List.of(
                "100%",
                "\\back", "a_b", "aXb", "MY_API", "my_other", "zebra", "Ärger", "\uff21 wide", "\ud83d\ude00 key");
        for (int limit : new int[] {1, 3, 10, 11}) {
            for (boolean isDescending : new boolean[] {false, true}) {
                assertEquals(
                        reversedIf(isDescending, sorted),
                        names(Optional.empty(), ProviderKeySort.NAME, isDescending, limit));
            }
        }
    }

    /// By the times of creation, change and use; what was never used comes first.
    @Test
    void list_byTime_isSorted() {
        List<ProviderKey> all = store.providerKeys()
                .list(acme.id(), ProviderKeyListing.newestFirst(50))
                .items();
        for (int number : new int[] {4, 2, 7}) {
            ProviderKey key = all.get(number);
            Stamp stamp = stamp("editor");
            inTransaction(() -> store.providerKeys().update(key.renamed(key.name(), stamp)));
            store.providerKeys().markUsed(acme.id(), key.id(), tick());
        }
        List<ProviderKey> now = new ArrayList<>(store.providerKeys()
                .list(acme.id(), ProviderKeyListing.newestFirst(50))
                .items());
        for (ProviderKeySort sort :
                List.of(ProviderKeySort.CREATED, ProviderKeySort.CHANGED, ProviderKeySort.LAST_USED)) {
            now.sort(Comparator.comparingLong((ProviderKey key) -> Long.parseLong(sort.value(key)))
                    .thenComparing(key -> key.id().value()));
            List<String> sorted = now.stream().map(key -> key.name().value()).toList();
            for (boolean isDescending : new boolean[] {false, true}) {
                assertEquals(
                        reversedIf(isDescending, sorted), names(Optional.empty(), sort, isDescending, 3), sort.name());
            }
        }
    }

    /// A search finds what a name contains, letter case aside; nothing in it is a wildcard.
    @Test
    void list_search_findsPartsOfNames() {
        assertEquals(List.of("MY_API", "my_other"), names(Optional.of("My_"), ProviderKeySort.NAME, false, 1));
        assertEquals(List.of("100%"), names(Optional.of("%"), ProviderKeySort.NAME, false, 1));
        assertEquals(List.of("a_b"), names(Optional.of("A_B"), ProviderKeySort.NAME, false, 1));
        assertEquals(List.of("\\back"), names(Optional.of("\\"), ProviderKeySort.NAME, false, 1));
        assertEquals(List.of("Ärger"), names(Optional.of("äRG"), ProviderKeySort.NAME, false, 1));
        assertEquals(List.of(), names(Optional.of("' OR 1=1 --"), ProviderKeySort.NAME, false, 1));
    }

    /// A cursor stays a position when its key is gone.
    @Test
    void list_keyOfTheCursorGone_goesOn() {
        var first = store.providerKeys()
                .list(
                        acme.id(),
                        ProviderKeyListing.of(
                                Optional.empty(), ProviderKeySort.NAME, false, new PageRequest(2, Optional.empty())));
        store.providerKeys().delete(first.items().getLast());

        var second = store.providerKeys()
                .list(
                        acme.id(),
                        ProviderKeyListing.of(
                                Optional.empty(), ProviderKeySort.NAME, false, new PageRequest(2, first.nextCursor())));

        assertEquals(
                List.of("a_b", "aXb"),
                second.items().stream().map(key -> key.name().value()).toList());
    }

    /// A cursor that nobody gave out, or that is of another order, is refused before the store is asked.
    @Test
    void of_strangeCursor_isRefused() {
        List<String> cursors = new ArrayList<>(STRANGE_CURSORS);
        cursors.add(store.providerKeys()
                .list(acme.id(), ProviderKeyListing.newestFirst(1))
                .nextCursor()
                .orElseThrow());
        for (String cursor : cursors) {
            assertRefused(
                    ProblemCode.REQUEST_INVALID,
                    () -> ProviderKeyListing.of(
                            Optional.empty(), ProviderKeySort.NAME, false, new PageRequest(2, Optional.of(cursor))));
        }
    }
}
