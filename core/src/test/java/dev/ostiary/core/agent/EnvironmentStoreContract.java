package dev.ostiary.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [EnvironmentStore] does.
public abstract class EnvironmentStoreContract extends StoreContract {
    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private EnvironmentStore environments() {
        return store.environments();
    }

    private Optional<Environment> lock(OrganizationId organization, EnvironmentId id) {
        return store.transactions().inTransaction(() -> environments().lock(organization, id));
    }

    private List<Environment> list(Organization organization) {
        return environments().list(organization.id(), PageRequest.first()).items();
    }

    /// What was put in is answered by id, by slug, when held, and in the listing, in every field.
    @Test
    void insert_isAnsweredWhole() {
        Environment environment = environment(acme, "production");

        assertEquals(Optional.of(environment), environments().find(acme.id(), environment.id()));
        assertEquals(Optional.of(environment), environments().findBySlug(acme.id(), environment.slug()));
        assertEquals(Optional.of(environment), lock(acme.id(), environment.id()));
        assertEquals(List.of(environment), list(acme));
    }

    /// The other organization neither sees nor changes an environment, by any method (I01).
    @Test
    void anyMethod_ofAnotherOrganization_seesAndChangesNothing() {
        Environment environment = environment(acme, "production");
        Environment forged = new Environment(
                environment.id(), globex.id(), environment.slug(), new DisplayName("Forged"), environment.createdAt());

        assertEquals(Optional.empty(), environments().find(globex.id(), environment.id()));
        assertEquals(Optional.empty(), environments().findBySlug(globex.id(), environment.slug()));
        assertEquals(Optional.empty(), lock(globex.id(), environment.id()));
        assertEquals(List.of(), list(globex));
        environments().update(forged);
        environments().delete(globex.id(), environment.id(), tick());

        assertEquals(Optional.of(environment), environments().find(acme.id(), environment.id()));
    }

    /// What is not there is not answered.
    @Test
    void find_unknown_isEmpty() {
        EnvironmentId unknown = EnvironmentId.create(randomness, tick());

        assertEquals(Optional.empty(), environments().find(acme.id(), unknown));
        assertEquals(Optional.empty(), environments().findBySlug(acme.id(), new Slug("unknown")));
        assertEquals(Optional.empty(), lock(acme.id(), unknown));
    }

    /// Two environments of an organization never share a slug.
    @Test
    void insert_slugInUse_isRefused() {
        Environment first = environment(acme, "production");
        Environment second = newEnvironment(acme, "production");

        assertRefused(ProblemCode.SLUG_TAKEN, () -> environments().insert(second));

        assertEquals(List.of(first), list(acme));
    }

    /// What one organization calls its environments is no concern of another.
    @Test
    void insert_slugOfAnotherOrganization_isTaken() {
        Environment first = environment(acme, "production");
        Environment second = environment(globex, "production");

        assertEquals(Optional.of(first), environments().findBySlug(acme.id(), new Slug("production")));
        assertEquals(Optional.of(second), environments().findBySlug(globex.id(), new Slug("production")));
    }

    /// A slug is free again when its environment is deleted, any number of times.
    @Test
    void insert_slugOfDeleted_isTaken() {
        for (int round = 0; round < 3; round++) {
            Environment environment = environment(acme, "production");

            assertEquals(Optional.of(environment), environments().findBySlug(acme.id(), new Slug("production")));
            environments().delete(acme.id(), environment.id(), tick());
        }
    }

    /// Of many who want a slug at once exactly one gets it.
    @Test
    void insert_sameSlugAtOnce_oneWins() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        concurrently(8, thread -> {
            try {
                environments().insert(newEnvironment(acme, "production"));
            } catch (RefusedException taken) {
                assertEquals(ProblemCode.SLUG_TAKEN, taken.code());
                refused.incrementAndGet();
            }
        });

        assertEquals(7, refused.get());
        assertEquals(1, list(acme).size());
    }

    /// An update replaces the name of that environment only.
    @Test
    void update_replacesTheName() {
        Environment environment = environment(acme, "production");
        Environment other = environment(acme, "development");
        Environment renamed = environment.renamed(new DisplayName("Live"));
        environments().update(renamed);

        assertEquals(Optional.of(renamed), environments().find(acme.id(), environment.id()));
        assertEquals(Optional.of(other), environments().find(acme.id(), other.id()));
    }

    /// A deleted environment is in no answer and stays so whatever comes after; the others stay.
    @Test
    void delete_hidesForGood() {
        Environment environment = environment(acme, "production");
        Environment other = environment(acme, "development");
        environments().delete(acme.id(), environment.id(), tick());
        environments().delete(acme.id(), environment.id(), tick());
        environments().update(environment.renamed(new DisplayName("Back again")));

        assertEquals(Optional.empty(), environments().find(acme.id(), environment.id()));
        assertEquals(Optional.empty(), environments().findBySlug(acme.id(), environment.slug()));
        assertEquals(Optional.empty(), lock(acme.id(), environment.id()));
        assertEquals(List.of(other), list(acme));
    }

    /// A held row is one transaction's at a time, so that nothing is lost between reading and writing.
    @Test
    void lock_manyAtOnce_takeTurns() throws Exception {
        Environment environment = environment(acme, "counter").renamed(new DisplayName("0"));
        environments().update(environment);
        concurrently(8, thread -> {
            for (int turn = 0; turn < 5; turn++) {
                inTransaction(() -> {
                    Environment held =
                            environments().lock(acme.id(), environment.id()).orElseThrow();
                    int count = Integer.parseInt(held.name().value());
                    environments().update(held.renamed(new DisplayName(Integer.toString(count + 1))));
                });
            }
        });

        assertEquals(
                "40",
                environments()
                        .find(acme.id(), environment.id())
                        .orElseThrow()
                        .name()
                        .value());
    }

    /// The listing is newest first, whatever the size of its pages, and of one organization.
    @Test
    void list_isNewestFirst() {
        List<Environment> made = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            made.add(environment(acme, "number-" + number));
            environment(globex, "number-" + number);
        }
        for (int limit : new int[] {1, 2, 3, 4, 6, 7}) {
            assertEquals(made.reversed(), allPages(limit, page -> environments().list(acme.id(), page)));
        }
    }

    /// Whoever reads page by page sees everything that was there exactly once, though more comes in meanwhile.
    @Test
    void list_whileRowsAreAdded_showsEachOnce() {
        List<Environment> made = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            made.add(environment(acme, "number-" + number));
        }
        AtomicInteger added = new AtomicInteger();
        List<Environment> read = allPages(2, page -> {
            Page<Environment> part = environments().list(acme.id(), page);
            environment(acme, "added-" + added.incrementAndGet());
            return part;
        });

        assertEquals(made.reversed(), read);
    }

    /// A cursor that nobody gave out, or that another organization was given, is a position like any other.
    @Test
    void list_strangeCursor_isAPosition() {
        Environment environment = environment(acme, "production");
        Environment foreign = environment(globex, "production");
        List<String> cursors = new ArrayList<>(STRANGE_CURSORS);
        cursors.add(foreign.id().value());
        for (String cursor : cursors) {
            Page<Environment> page = environments().list(acme.id(), new PageRequest(10, Optional.of(cursor)));
            boolean isBefore = cursor.compareTo(environment.id().value()) > 0;
            assertEquals(isBefore ? List.of(environment) : List.of(), page.items());
        }
    }
}
