package dev.ostiary.core.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every [OrganizationStore] does.
public abstract class OrganizationStoreContract extends StoreContract {
    private OrganizationStore organizations() {
        return store.organizations();
    }

    private Organization newOrganization(String slug) {
        var at = tick();
        return new Organization(
                OrganizationId.create(randomness, at), new Slug(slug), new DisplayName("Another " + slug), at);
    }

    private Optional<Organization> lock(OrganizationId id) {
        return store.transactions().inTransaction(() -> organizations().lock(id));
    }

    /// What was put in is answered by id, by slug, when held, and in the listing, in every field.
    @Test
    void insert_isAnsweredWhole() {
        Organization organization = organization("acme");

        assertEquals(Optional.of(organization), organizations().find(organization.id()));
        assertEquals(Optional.of(organization), organizations().findBySlug(organization.slug()));
        assertEquals(Optional.of(organization), lock(organization.id()));
        assertEquals(
                List.of(organization), organizations().list(PageRequest.first()).items());
    }

    /// Any name a person may give comes back as it was, whatever its characters.
    @Test
    void insert_nameOfStrangeCharacters_isKept() {
        var at = tick();
        DisplayName name = new DisplayName("\"'; DROP TABLE x; -- \\ <b> %_ ж 漢 \ud83d\ude80");
        Organization organization = new Organization(OrganizationId.create(randomness, at), new Slug("odd"), name, at);
        organizations().insert(organization);

        assertEquals(Optional.of(organization), organizations().find(organization.id()));
    }

    /// What is not there is not answered.
    @Test
    void find_unknown_isEmpty() {
        OrganizationId unknown = OrganizationId.create(randomness, tick());

        assertEquals(Optional.empty(), organizations().find(unknown));
        assertEquals(Optional.empty(), organizations().findBySlug(new Slug("unknown")));
        assertEquals(Optional.empty(), lock(unknown));
        assertTrue(organizations().list(PageRequest.first()).items().isEmpty());
    }

    /// Two organizations never share a slug.
    @Test
    void insert_slugInUse_isRefused() {
        Organization first = organization("acme");
        Organization second = newOrganization("acme");

        assertRefused(ProblemCode.SLUG_TAKEN, () -> organizations().insert(second));

        assertEquals(List.of(first), organizations().list(PageRequest.first()).items());
        assertEquals(Optional.empty(), organizations().find(second.id()));
    }

    /// A slug is free again when its organization is deleted.
    @Test
    void insert_slugOfDeleted_isTaken() {
        Organization first = organization("acme");
        organizations().delete(first.id(), tick());
        Organization second = organization("acme");

        assertEquals(Optional.of(second), organizations().findBySlug(new Slug("acme")));
        assertEquals(Optional.empty(), organizations().find(first.id()));
    }

    /// Of many who want a slug at once exactly one gets it.
    @Test
    void insert_sameSlugAtOnce_oneWins() throws Exception {
        AtomicInteger won = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        concurrently(8, thread -> {
            try {
                organizations().insert(newOrganization("acme"));
                won.incrementAndGet();
            } catch (RefusedException taken) {
                assertEquals(ProblemCode.SLUG_TAKEN, taken.code());
                refused.incrementAndGet();
            }
        });

        assertEquals(1, won.get());
        assertEquals(7, refused.get());
        assertEquals(1, organizations().list(PageRequest.first()).items().size());
    }

    /// An update replaces the name of that organization only.
    @Test
    void update_replacesTheName() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        Organization renamed = acme.renamed(new DisplayName("Acme Ltd"));
        organizations().update(renamed);

        assertEquals(Optional.of(renamed), organizations().find(acme.id()));
        assertEquals(Optional.of(globex), organizations().find(globex.id()));
    }

    /// A deleted organization is in no answer, and deleting it again changes nothing; the others stay.
    @Test
    void delete_hidesForGood() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        organizations().delete(acme.id(), tick());
        organizations().delete(acme.id(), tick());
        organizations().update(acme.renamed(new DisplayName("Back again")));

        assertEquals(Optional.empty(), organizations().find(acme.id()));
        assertEquals(Optional.empty(), organizations().findBySlug(acme.slug()));
        assertEquals(Optional.empty(), lock(acme.id()));
        assertEquals(List.of(globex), organizations().list(PageRequest.first()).items());
    }

    /// A held row is one transaction's at a time, so that nothing is lost between reading and writing.
    @Test
    void lock_manyAtOnce_takeTurns() throws Exception {
        Organization organization = organization("counter").renamed(new DisplayName("0"));
        organizations().update(organization);
        concurrently(8, thread -> {
            for (int turn = 0; turn < 5; turn++) {
                inTransaction(() -> {
                    Organization held = organizations().lock(organization.id()).orElseThrow();
                    int count = Integer.parseInt(held.name().value());
                    organizations().update(held.renamed(new DisplayName(Integer.toString(count + 1))));
                });
            }
        });

        assertEquals(
                "40",
                organizations().find(organization.id()).orElseThrow().name().value());
    }

    /// Agents, and keys that are not revoked, keep their own organization from being empty, and no other.
    @Test
    void isEmpty_agentsAndLiveKeysCount() {
        Organization withAgent = organization("with-agent");
        Organization withKey = organization("with-key");
        Organization empty = organization("empty");
        Agent agent = agent(withAgent, "agent");
        ApiKey key = key(withKey, "key");
        environment(empty, "production");

        assertFalse(organizations().isEmpty(withAgent.id()));
        assertFalse(organizations().isEmpty(withKey.id()));
        assertTrue(organizations().isEmpty(empty.id()));

        store.agents().delete(withAgent.id(), agent.id(), tick());
        change(key, found -> found.revoked(stamp("revoker")));

        assertTrue(organizations().isEmpty(withAgent.id()));
        assertTrue(organizations().isEmpty(withKey.id()));
    }

    /// A disabled key and an expired one can still be used again or are still to be seen, so they count.
    @Test
    void isEmpty_disabledKeyCounts() {
        Organization organization = organization("acme");
        ApiKey key = key(organization, "key");
        change(key, found -> found.disabled(stamp("admin")));

        assertFalse(organizations().isEmpty(organization.id()));
    }

    /// The listing is newest first, whatever the size of its pages.
    @Test
    void list_isNewestFirst() {
        List<Organization> made = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            made.add(organization("number-" + number));
        }
        for (int limit : new int[] {1, 2, 3, 4, 6, 7}) {
            assertEquals(made.reversed(), allPages(limit, organizations()::list));
        }
    }

    /// Whoever reads page by page sees everything that was there exactly once, though more comes in meanwhile.
    @Test
    void list_whileRowsAreAdded_showsEachOnce() {
        List<Organization> made = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            made.add(organization("number-" + number));
        }
        AtomicInteger added = new AtomicInteger();
        List<Organization> read = allPages(2, page -> {
            organization("added-" + added.incrementAndGet());
            return organizations().list(page);
        });

        read.removeIf(organization -> organization.slug().value().equals("added-1"));
        assertEquals(made.reversed(), read);
    }

    private Organization organization(String slug, String name) {
        Organization organization = organization(slug).renamed(new DisplayName(name));
        organizations().update(organization);
        return organization;
    }

    /// What is looked for is found in names and slugs, in capitals or not, by name, whatever the size of the pages;
    /// no character of it means anything else than itself, and what was deleted is not there.
    @Test
    void search_findsByNameAndSlug() {
        Organization zoo = organization("first-acme", "Zoo \u00c9lan");
        Organization acme = organization("second", "ACME Ltd");
        Organization other = organization("third", "beta 100%");
        Organization twin = organization("fourth", "Beta 100%");
        organizations().delete(organization("gone", "Acme, gone").id(), tick());

        assertEquals(
                List.of(acme, zoo),
                organizations().search("aCmE", PageRequest.first()).items());
        assertEquals(
                List.of(other, twin),
                organizations().search("0%", PageRequest.first()).items());
        assertEquals(
                List.of(zoo),
                organizations().search("\u00c9l", PageRequest.first()).items());
        assertEquals(
                List.of(), organizations().search("a%e", PageRequest.first()).items());
        for (int limit : new int[] {1, 2, 3, 4, 5}) {
            assertEquals(
                    List.of(acme, other, twin, zoo),
                    allPages(limit, page -> organizations().search("", page)));
        }
        for (String cursor : STRANGE_CURSORS) {
            PageRequest strange = new PageRequest(10, Optional.of(cursor));
            assertEquals(List.of(), organizations().search("", strange).items());
            assertEquals(List.of(), organizations().search(cursor, strange).items());
        }
    }

    /// Those asked for are answered by name, without the ones that are not there.
    @Test
    void named_answersThoseByName() {
        Organization zoo = organization("a", "zoo");
        Organization acme = organization("b", "Acme");
        Organization gone = organization("c", "Gone");
        organization("d", "Other");
        organizations().delete(gone.id(), tick());

        assertEquals(
                List.of(acme, zoo),
                organizations()
                        .named(Set.of(zoo.id(), gone.id(), acme.id(), OrganizationId.create(randomness, tick()))));
        assertEquals(List.of(), organizations().named(Set.of()));
    }

    /// A cursor that nobody gave out is a position like any other, never a failure.
    @Test
    void list_strangeCursor_isAPosition() {
        Organization organization = organization("acme");
        for (String cursor : STRANGE_CURSORS) {
            Page<Organization> page = organizations().list(new PageRequest(10, Optional.of(cursor)));
            boolean isBefore = cursor.compareTo(organization.id().value()) > 0;
            assertEquals(isBefore ? List.of(organization) : List.of(), page.items());
        }
    }
}
