package dev.ostiary.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [AgentStore] does.
public abstract class AgentStoreContract extends StoreContract {
    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private AgentStore agents() {
        return store.agents();
    }

    private Optional<Agent> lock(OrganizationId organization, AgentId id) {
        return store.transactions().inTransaction(() -> agents().lock(organization, id));
    }

    private List<Agent> list(Organization organization) {
        return agents().list(organization.id(), PageRequest.first()).items();
    }

    /// What was put in is answered by id, by slug, when held, and in the listing, in every field.
    @Test
    void insert_isAnsweredWhole() {
        Agent agent = agent(acme, "support");

        assertEquals(Optional.of(agent), agents().find(acme.id(), agent.id()));
        assertEquals(Optional.of(agent), agents().findBySlug(acme.id(), agent.slug()));
        assertEquals(Optional.of(agent), lock(acme.id(), agent.id()));
        assertEquals(List.of(agent), list(acme));
    }

    /// Every kind of agent is kept, with an upstream and without.
    @Test
    void insert_everyKind_isKept() {
        for (AgentKind kind : AgentKind.values()) {
            Agent template = newAgent(acme, kind.name().toLowerCase(Locale.ROOT));
            Agent agent = new Agent(
                    template.id(),
                    acme.id(),
                    template.project(),
                    template.slug(),
                    template.name(),
                    kind,
                    kind == AgentKind.LLM ? AgentHosting.EXTERNAL : AgentHosting.HOSTED,
                    Optional.empty(),
                    template.createdAt());
            agents().insert(agent);

            assertEquals(Optional.of(agent), agents().find(acme.id(), agent.id()));
        }
    }

    /// The other organization neither sees nor changes an agent, by any method (I01).
    @Test
    void anyMethod_ofAnotherOrganization_seesAndChangesNothing() {
        Agent agent = agent(acme, "support");
        Agent forged = new Agent(
                agent.id(),
                globex.id(),
                agent.project(),
                agent.slug(),
                new DisplayName("Forged"),
                agent.kind(),
                agent.hosting(),
                Optional.empty(),
                agent.createdAt());

        assertEquals(Optional.empty(), agents().find(globex.id(), agent.id()));
        assertEquals(Optional.empty(), agents().findBySlug(globex.id(), agent.slug()));
        assertEquals(Optional.empty(), lock(globex.id(), agent.id()));
        assertEquals(List.of(), list(globex));
        agents().update(forged);
        agents().delete(globex.id(), agent.id(), tick());

        assertEquals(Optional.of(agent), agents().find(acme.id(), agent.id()));
    }

    /// What is not there is not answered.
    @Test
    void find_unknown_isEmpty() {
        AgentId unknown = AgentId.create(randomness, tick());

        assertEquals(Optional.empty(), agents().find(acme.id(), unknown));
        assertEquals(Optional.empty(), agents().findBySlug(acme.id(), new Slug("unknown")));
        assertEquals(Optional.empty(), lock(acme.id(), unknown));
    }

    /// Two agents of an organization never share a slug.
    @Test
    void insert_slugInUse_isRefused() {
        Agent first = agent(acme, "support");
        Agent second = newAgent(acme, "support");

        assertRefused(ProblemCode.SLUG_TAKEN, () -> agents().insert(second));

        assertEquals(List.of(first), list(acme));
    }

    /// What one organization calls its agents is no concern of another.
    @Test
    void insert_slugOfAnotherOrganization_isTaken() {
        Agent first = agent(acme, "support");
        Agent second = agent(globex, "support");

        assertEquals(Optional.of(first), agents().findBySlug(acme.id(), new Slug("support")));
        assertEquals(Optional.of(second), agents().findBySlug(globex.id(), new Slug("support")));
    }

    /// A slug is free again when its agent is deleted, any number of times.
    @Test
    void insert_slugOfDeleted_isTaken() {
        for (int round = 0; round < 3; round++) {
            Agent agent = agent(acme, "support");

            assertEquals(Optional.of(agent), agents().findBySlug(acme.id(), new Slug("support")));
            agents().delete(acme.id(), agent.id(), tick());
        }
    }

    /// Of many who want a slug at once exactly one gets it.
    @Test
    void insert_sameSlugAtOnce_oneWins() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        concurrently(8, thread -> {
            try {
                agents().insert(newAgent(acme, "support"));
            } catch (RefusedException taken) {
                assertEquals(ProblemCode.SLUG_TAKEN, taken.code());
                refused.incrementAndGet();
            }
        });

        assertEquals(7, refused.get());
        assertEquals(1, list(acme).size());
    }

    /// An update replaces name and upstream of that agent only; the upstream can be taken away.
    @Test
    void update_replacesNameAndUpstream() {
        Agent agent = agent(acme, "support");
        Agent other = agent(acme, "sales");
        for (Optional<UpstreamUrl> upstream : List.of(Optional.of(upstream("new")), Optional.<UpstreamUrl>empty())) {
            Agent edited = agent.edited(new DisplayName("Edited"), upstream);
            agents().update(edited);

            assertEquals(Optional.of(edited), agents().find(acme.id(), agent.id()));
        }
        assertEquals(Optional.of(other), agents().find(acme.id(), other.id()));
    }

    /// A deleted agent is in no answer and stays so whatever comes after; the others stay.
    @Test
    void delete_hidesForGood() {
        Agent agent = agent(acme, "support");
        Agent other = agent(acme, "sales");
        agents().delete(acme.id(), agent.id(), tick());
        agents().delete(acme.id(), agent.id(), tick());
        agents().update(agent.edited(new DisplayName("Back again"), Optional.empty()));

        assertEquals(Optional.empty(), agents().find(acme.id(), agent.id()));
        assertEquals(Optional.empty(), agents().findBySlug(acme.id(), agent.slug()));
        assertEquals(Optional.empty(), lock(acme.id(), agent.id()));
        assertEquals(List.of(other), list(acme));
    }

    /// A held row is one transaction's at a time, so that nothing is lost between reading and writing.
    @Test
    void lock_manyAtOnce_takeTurns() throws Exception {
        Agent agent = agent(acme, "counter").edited(new DisplayName("0"), Optional.empty());
        agents().update(agent);
        concurrently(8, thread -> {
            for (int turn = 0; turn < 5; turn++) {
                inTransaction(() -> {
                    Agent held = agents().lock(acme.id(), agent.id()).orElseThrow();
                    int count = Integer.parseInt(held.name().value());
                    agents().update(held.edited(new DisplayName(Integer.toString(count + 1)), Optional.empty()));
                });
            }
        });

        assertEquals(
                "40", agents().find(acme.id(), agent.id()).orElseThrow().name().value());
    }

    /// The listing is newest first, whatever the size of its pages, and of one organization.
    @Test
    void list_isNewestFirst() {
        List<Agent> made = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            made.add(agent(acme, "number-" + number));
            agent(globex, "number-" + number);
        }
        for (int limit : new int[] {1, 2, 3, 4, 6, 7}) {
            assertEquals(made.reversed(), allPages(limit, page -> agents().list(acme.id(), page)));
        }
    }

    /// Whoever reads page by page sees everything that was there exactly once, though more comes in meanwhile.
    @Test
    void list_whileRowsAreAdded_showsEachOnce() {
        List<Agent> made = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            made.add(agent(acme, "number-" + number));
        }
        AtomicInteger added = new AtomicInteger();
        List<Agent> read = allPages(2, page -> {
            Page<Agent> part = agents().list(acme.id(), page);
            agent(acme, "added-" + added.incrementAndGet());
            return part;
        });

        assertEquals(made.reversed(), read);
    }

    /// A cursor that nobody gave out, or that another organization was given, is a position like any other.
    @Test
    void list_strangeCursor_isAPosition() {
        Agent agent = agent(acme, "support");
        Agent foreign = agent(globex, "support");
        List<String> cursors = new ArrayList<>(STRANGE_CURSORS);
        cursors.add(foreign.id().value());
        for (String cursor : cursors) {
            Page<Agent> page = agents().list(acme.id(), new PageRequest(10, Optional.of(cursor)));
            boolean isBefore = cursor.compareTo(agent.id().value()) > 0;
            assertEquals(isBefore ? List.of(agent) : List.of(), page.items());
        }
    }

    /// Moved agents are in the listing of their new project, and of the whole organization, and of no other.
    @Test
    void list_ofAProject_hasItsAgents() {
        Project backend = project(acme, "backend");
        Agent stays = agent(acme, "stays");
        Agent moves = agent(acme, "moves").movedTo(backend.id());
        Agent foreign = agent(globex, "foreign");
        agents().update(moves);

        assertEquals(
                List.of(moves),
                agents().list(acme.id(), Optional.of(backend.id()), NamedListing.newest(PageRequest.first()))
                        .items());
        assertEquals(
                List.of(stays),
                agents().list(acme.id(), Optional.of(stays.project()), NamedListing.newest(PageRequest.first()))
                        .items());
        assertEquals(List.of(moves, stays), list(acme));
        assertEquals(
                List.of(),
                agents().list(acme.id(), Optional.of(foreign.project()), NamedListing.newest(PageRequest.first()))
                        .items());
    }
}
