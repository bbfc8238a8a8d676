package dev.ostiary.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [DeploymentStore] does.
public abstract class DeploymentStoreContract extends StoreContract {
    private Organization acme;
    private Organization globex;
    private Agent agent;
    private Environment development;
    private Environment production;

    @BeforeEach
    final void createAgents() {
        acme = organization("acme");
        globex = organization("globex");
        agent = agent(acme, "support");
        development = environment(acme, "development");
        production = environment(acme, "production");
    }

    private DeploymentStore deployments() {
        return store.deployments();
    }

    /// What was put in is answered by id and in the listings, in every field.
    @Test
    void insert_isAnsweredWhole() {
        Deployment deployment = deployment(agent, production, 1);

        assertEquals(Optional.of(deployment), deployments().find(acme.id(), deployment.id()));
        assertEquals(
                List.of(deployment),
                deployments().list(acme.id(), agent.id(), PageRequest.first()).items());
        assertEquals(List.of(deployment), deployments().listLive(acme.id(), agent.id()));
    }

    /// Everything that can be set is kept, and what a revision is a copy of.
    @Test
    void insert_withEverythingSet_isKept() {
        Deployment template = newDeployment(agent, production, 1, fullSettings());
        Deployment full = new Deployment(
                template.id(),
                acme.id(),
                agent.id(),
                production.id(),
                1,
                template.settings(),
                Optional.of(17),
                template.created(),
                Optional.empty());
        deployments().insert(full);

        assertEquals(Optional.of(full), deployments().find(acme.id(), full.id()));
        assertEquals(Optional.of(full), deployments().find(acme.id(), agent.id(), production.id(), 1));
        assertEquals(Optional.of(full), deployments().findLive(acme.id(), agent.id(), production.id()));
    }

    /// Drafts are kept whole, one for each pair, and another organization neither sees nor replaces them (I01).
    @Test
    void putDraft_replacesTheOneOfThePair() {
        SettingsDraft first = draft(acme.id(), 1, DeploymentSettings.DEFAULT);
        SettingsDraft second = draft(acme.id(), 2, fullSettings());
        deployments().putDraft(first);
        assertEquals(Optional.of(first), deployments().findDraft(acme.id(), agent.id(), production.id()));
        deployments().putDraft(second);

        assertEquals(Optional.of(second), deployments().findDraft(acme.id(), agent.id(), production.id()));
        assertEquals(Optional.empty(), deployments().findDraft(globex.id(), agent.id(), production.id()));
        assertEquals(Optional.empty(), deployments().findDraft(acme.id(), agent.id(), development.id()));
    }

    private SettingsDraft draft(OrganizationId organization, int version, DeploymentSettings settings) {
        return new SettingsDraft(
                organization, agent.id(), production.id(), version, settings, Optional.of(stamp("editor")));
    }

    /// A listing can be of one environment, and one revision is found by its number.
    @Test
    void list_ofAnEnvironment_hasItsRevisions() {
        Deployment inProduction = deployment(agent, production, 1);
        Deployment inDevelopment = deployment(agent, development, 1);

        assertEquals(
                List.of(inProduction),
                deployments()
                        .list(acme.id(), agent.id(), Optional.of(production.id()), PageRequest.first())
                        .items());
        assertEquals(Optional.of(inDevelopment), deployments().find(acme.id(), agent.id(), development.id(), 1));
        assertEquals(Optional.empty(), deployments().find(acme.id(), agent.id(), development.id(), 2));
        assertEquals(Optional.empty(), deployments().find(globex.id(), agent.id(), development.id(), 1));
        assertEquals(Optional.empty(), deployments().findLive(globex.id(), agent.id(), development.id()));
    }

    /// A number is given once: the second revision of that number is a fault, and the first stays.
    @Test
    void insert_revisionThatExists_fails() {
        Deployment first = deployment(agent, production, 1);

        assertThrows(StoreException.class, () -> deployment(agent, production, 1));

        assertEquals(
                List.of(first),
                deployments().list(acme.id(), agent.id(), PageRequest.first()).items());
    }

    /// The other organization neither sees nor changes a deployment, by any method (I01).
    @Test
    void anyMethod_ofAnotherOrganization_seesAndChangesNothing() {
        Deployment deployment = deployment(agent, production, 1);

        assertEquals(Optional.empty(), deployments().find(globex.id(), deployment.id()));
        assertEquals(
                List.of(),
                deployments().list(globex.id(), agent.id(), PageRequest.first()).items());
        assertEquals(List.of(), deployments().listLive(globex.id(), agent.id()));
        assertEquals(0, deployments().newestRevision(globex.id(), agent.id(), production.id()));
        assertFalse(deployments().isInUse(globex.id(), production.id()));
        deployments().undeploy(globex.id(), deployment.id(), tick());

        assertEquals(Optional.of(deployment), deployments().find(acme.id(), deployment.id()));
    }

    /// What is not there is not answered.
    @Test
    void find_unknown_isEmpty() {
        assertEquals(Optional.empty(), deployments().find(acme.id(), DeploymentId.create(randomness, tick())));
        assertEquals(List.of(), deployments().listLive(acme.id(), agent.id()));
    }

    /// Revisions are counted for each environment by itself, and undeployed ones count.
    @Test
    void newestRevision_countsEachEnvironment() {
        assertEquals(0, deployments().newestRevision(acme.id(), agent.id(), production.id()));
        deployment(agent, production, 1);
        Deployment second = deployment(agent, production, 2);
        deployment(agent, development, 1);
        deployments().undeploy(acme.id(), second.id(), tick());

        assertEquals(2, deployments().newestRevision(acme.id(), agent.id(), production.id()));
        assertEquals(1, deployments().newestRevision(acme.id(), agent.id(), development.id()));
    }

    /// Of each environment the newest revision is live, and no other.
    @Test
    void listLive_isTheNewestOfEachEnvironment() {
        deployment(agent, production, 1);
        Deployment inProduction = deployment(agent, production, 2);
        Deployment inDevelopment = deployment(agent, development, 1);
        deployment(agent(acme, "other"), development, 1);

        assertEquals(
                Set.of(inProduction, inDevelopment), Set.copyOf(deployments().listLive(acme.id(), agent.id())));
    }

    /// When the newest revision is taken off, nothing older comes back in its place.
    @Test
    void undeploy_newest_leavesNothingLive() {
        deployment(agent, production, 1);
        Deployment second = deployment(agent, production, 2);
        Instant at = tick();
        deployments().undeploy(acme.id(), second.id(), at);

        assertEquals(List.of(), deployments().listLive(acme.id(), agent.id()));
        assertEquals(Optional.of(second.undeployed(at)), deployments().find(acme.id(), second.id()));
    }

    /// Taking off twice keeps the first time.
    @Test
    void undeploy_twice_keepsTheFirstTime() {
        Deployment deployment = deployment(agent, production, 1);
        Instant first = tick();
        deployments().undeploy(acme.id(), deployment.id(), first);
        deployments().undeploy(acme.id(), deployment.id(), tick());

        assertEquals(
                Optional.of(first),
                deployments().find(acme.id(), deployment.id()).orElseThrow().undeployedAt());
    }

    /// A revision after an undeployed one is live again.
    @Test
    void insert_afterUndeploy_isLive() {
        Deployment first = deployment(agent, production, 1);
        deployments().undeploy(acme.id(), first.id(), tick());
        Deployment second = deployment(agent, production, 2);

        assertEquals(List.of(second), deployments().listLive(acme.id(), agent.id()));
    }

    /// An environment is in use while any agent is live there.
    @Test
    void isInUse_whileAnyAgentIsLive() {
        assertFalse(deployments().isInUse(acme.id(), production.id()));
        deployment(agent, production, 1);
        Deployment second = deployment(agent, production, 2);

        assertTrue(deployments().isInUse(acme.id(), production.id()));
        assertFalse(deployments().isInUse(acme.id(), development.id()));

        deployments().undeploy(acme.id(), second.id(), tick());
        assertFalse(deployments().isInUse(acme.id(), production.id()));
    }

    /// Deployments made at once, each while it holds the agent, are numbered without a gap.
    @Test
    void insert_manyAtOnce_areNumberedConsecutively() throws Exception {
        concurrently(
                8,
                thread -> inTransaction(() -> {
                    assertTrue(store.agents().lock(acme.id(), agent.id()).isPresent());
                    deployment(
                            agent,
                            production,
                            deployments().newestRevision(acme.id(), agent.id(), production.id()) + 1);
                }));

        List<Integer> revisions = deployments().list(acme.id(), agent.id(), PageRequest.first()).items().stream()
                .map(Deployment::revision)
                .sorted()
                .toList();
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8), revisions);
        assertEquals(8, deployments().listLive(acme.id(), agent.id()).getFirst().revision());
    }

    /// The listing has every revision of every environment, newest first, whatever the size of its pages.
    @Test
    void list_isNewestFirst() {
        List<Deployment> made = new ArrayList<>();
        for (int revision = 1; revision <= 3; revision++) {
            made.add(deployment(agent, production, revision));
            made.add(deployment(agent, development, revision));
        }
        for (int limit : new int[] {1, 2, 3, 4, 6, 7}) {
            assertEquals(made.reversed(), allPages(limit, page -> deployments().list(acme.id(), agent.id(), page)));
        }
    }

    /// Whoever reads page by page sees everything that was there exactly once, though more comes in meanwhile.
    @Test
    void list_whileRowsAreAdded_showsEachOnce() {
        List<Deployment> made = new ArrayList<>();
        for (int revision = 1; revision <= 7; revision++) {
            made.add(deployment(agent, production, revision));
        }
        List<Deployment> read = allPages(2, page -> {
            Page<Deployment> part = deployments().list(acme.id(), agent.id(), page);
            deployment(agent, production, deployments().newestRevision(acme.id(), agent.id(), production.id()) + 1);
            return part;
        });

        assertEquals(made.reversed(), read);
    }

    /// A cursor that nobody gave out is a position like any other.
    @Test
    void list_strangeCursor_isAPosition() {
        Deployment deployment = deployment(agent, production, 1);
        for (String cursor : STRANGE_CURSORS) {
            Page<Deployment> page = deployments().list(acme.id(), agent.id(), new PageRequest(10, Optional.of(cursor)));
            boolean isBefore = cursor.compareTo(deployment.id().value()) > 0;
            assertEquals(isBefore ? List.of(deployment) : List.of(), page.items());
        }
    }
}
