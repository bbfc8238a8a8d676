package dev.ostiary.core.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.store.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [ProjectStore] does.
public abstract class ProjectStoreContract extends StoreContract {
    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private ProjectStore projects() {
        return store.projects();
    }

    private Optional<Project> lock(OrganizationId organization, ProjectId id) {
        return store.transactions().inTransaction(() -> projects().lock(organization, id));
    }

    /// What was put in is answered by id, by slug, when held, and in the listing, in every field.
    @Test
    void insert_isAnsweredWhole() {
        Project project = project(acme, "backend");

        assertEquals(Optional.of(project), projects().find(acme.id(), project.id()));
        assertEquals(Optional.of(project), projects().findBySlug(acme.id(), project.slug()));
        assertEquals(Optional.of(project), lock(acme.id(), project.id()));
        assertEquals(
                project, projects().list(acme.id(), PageRequest.first()).items().getFirst());
        assertTrue(projects().isEmpty(acme.id(), project.id()));
    }

    /// The other organization neither sees nor changes a project, by any method (I01).
    @Test
    void anyMethod_ofAnotherOrganization_seesAndChangesNothing() {
        Project project = project(acme, "backend");
        Project forged =
                new Project(project.id(), globex.id(), project.slug(), new DisplayName("Forged"), project.createdAt());
        store.agents().insert(newAgent(acme, "inside").movedTo(project.id()));

        assertEquals(Optional.empty(), projects().find(globex.id(), project.id()));
        assertEquals(Optional.empty(), projects().findBySlug(globex.id(), project.slug()));
        assertEquals(Optional.empty(), lock(globex.id(), project.id()));
        assertEquals(
                1, projects().list(globex.id(), PageRequest.first()).items().size());
        assertTrue(projects().isEmpty(globex.id(), project.id()));
        projects().update(forged);
        projects().delete(globex.id(), project.id(), tick());

        assertEquals(Optional.of(project), projects().find(acme.id(), project.id()));
    }

    /// A slug is one project's of its organization, and free again when that is deleted.
    @Test
    void insert_slugInUse_isRefused() {
        Project first = project(acme, "backend");
        assertRefused(ProblemCode.SLUG_TAKEN, () -> project(acme, "backend"));
        Project elsewhere = project(globex, "backend");
        projects().delete(acme.id(), first.id(), tick());
        Project second = project(acme, "backend");

        assertEquals(Optional.of(second), projects().findBySlug(acme.id(), new Slug("backend")));
        assertEquals(Optional.of(elsewhere), projects().findBySlug(globex.id(), new Slug("backend")));
    }

    /// An update replaces the name; what is deleted stays so.
    @Test
    void update_replacesTheName() {
        Project project = project(acme, "backend");
        Project renamed = project.renamed(new DisplayName("Behind"));
        projects().update(renamed);
        assertEquals(Optional.of(renamed), projects().find(acme.id(), project.id()));

        projects().delete(acme.id(), project.id(), tick());
        projects().update(renamed);
        assertEquals(Optional.empty(), projects().find(acme.id(), project.id()));
        assertEquals(Optional.empty(), lock(acme.id(), project.id()));
    }

    /// A project is empty when no agent is in it any more, be it moved or deleted.
    @Test
    void isEmpty_followsTheAgents() {
        Project project = project(acme, "backend");
        Agent agent = newAgent(acme, "inside").movedTo(project.id());
        store.agents().insert(agent);
        assertFalse(projects().isEmpty(acme.id(), project.id()));

        Project other = project(acme, "other");
        store.agents().update(agent.movedTo(other.id()));
        assertTrue(projects().isEmpty(acme.id(), project.id()));
        assertFalse(projects().isEmpty(acme.id(), other.id()));
        store.agents().delete(acme.id(), agent.id(), tick());
        assertTrue(projects().isEmpty(acme.id(), other.id()));
    }

    /// The listing is newest first, whatever the size of its pages.
    @Test
    void list_isNewestFirst() {
        List<Project> made = new ArrayList<>();
        made.add(projects().findBySlug(acme.id(), Project.DEFAULT).orElseThrow());
        for (int number = 0; number < 4; number++) {
            made.add(project(acme, "number-" + number));
        }
        for (int limit : new int[] {1, 2, 5, 6}) {
            assertEquals(made.reversed(), allPages(limit, page -> projects().list(acme.id(), page)));
        }
    }
}
