package dev.ostiary.core.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentEdit;
import dev.ostiary.core.agent.AgentHosting;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.NewAgent;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Projects group agents; each agent is in exactly one, and every organization has its default one.
final class ProjectOperationsTest {
    private static final Actor ACTOR = Actor.system();

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Project backend = core.createProject
            .create(ACTOR, acme.id(), new Slug("backend"), new DisplayName("Backend"))
            .value();

    @AfterEach
    void close() {
        core.close();
    }

    private void assertRefused(ProblemCode code, Executable operation) {
        Written written = new Written(core.store);
        assertEquals(code, assertThrows(RefusedException.class, operation).code());
        written.assertNothing();
    }

    private static AgentEdit moveTo(Project project) {
        return new AgentEdit(Optional.empty(), Optional.empty(), Optional.of(project.id()));
    }

    /// An organization comes with its default project, and an agent is in that one unless another is named.
    @Test
    void createAgent_isInTheProjectThatIsNamed() {
        Project usual =
                core.store.projects().findBySlug(acme.id(), Project.DEFAULT).orElseThrow();
        Agent agent = core.createAgent
                .create(
                        ACTOR,
                        acme.id(),
                        new NewAgent(
                                new Slug("a"),
                                new DisplayName("A"),
                                AgentKind.API,
                                AgentHosting.HOSTED,
                                Optional.of(backend.id()),
                                Optional.empty()))
                .value();

        assertTrue(usual.isDefault());
        assertEquals(usual.id(), core.agent(acme, "support").project());
        assertEquals(backend.id(), agent.project());
    }

    /// A moved agent keeps everything else; the move is written down.
    @Test
    void editAgent_movesIt() {
        Agent agent = core.agent(acme, "support");
        Written written = new Written(core.store);
        Agent moved = core.editAgent
                .edit(ACTOR, acme.id(), agent.id(), moveTo(backend))
                .value();

        assertEquals(agent.movedTo(backend.id()), moved);
        assertEquals(Optional.of(moved), core.store.agents().find(acme.id(), agent.id()));
        assertEquals(
                Map.of("project", backend.id().value()),
                written.event().changes().after());
    }

    /// Another organization's project is none to be in (I01).
    @Test
    void anothersProject_isNotFound() {
        Organization globex = core.organization("globex");
        Agent foreign = core.agent(globex, "support");

        assertRefused(
                ProblemCode.RESOURCE_NOT_FOUND,
                () -> core.editAgent.edit(ACTOR, globex.id(), foreign.id(), moveTo(backend)));
    }

    /// A project with an agent in it stays, and so does the default one.
    @Test
    void delete_needsItEmpty() {
        Agent agent = core.agent(acme, "support");
        Project usual =
                core.store.projects().findBySlug(acme.id(), Project.DEFAULT).orElseThrow();
        core.editAgent.edit(ACTOR, acme.id(), agent.id(), moveTo(backend));

        assertRefused(ProblemCode.PROJECT_NOT_EMPTY, () -> core.deleteProject.delete(ACTOR, acme.id(), backend.id()));
        assertRefused(ProblemCode.PROJECT_IS_DEFAULT, () -> core.deleteProject.delete(ACTOR, acme.id(), usual.id()));
        core.editAgent.edit(ACTOR, acme.id(), agent.id(), moveTo(usual));
        core.deleteProject.delete(ACTOR, acme.id(), backend.id());

        assertEquals(Optional.empty(), core.store.projects().find(acme.id(), backend.id()));
    }
}
