package dev.ostiary.control.console;

import dev.ostiary.control.rest.AgentEnvironmentBodies;
import dev.ostiary.control.rest.AgentEnvironmentBody;
import dev.ostiary.control.rest.FieldChangeBody;
import dev.ostiary.control.rest.References;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.SettingsDraft;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.ui.Model;

/// What the pages of an agent have in common.
final class AgentsShown {
    private final Store store;
    private final References references;
    private final AgentEnvironmentBodies bodies;

    AgentsShown(Store store, References references, AgentEnvironmentBodies bodies) {
        this.store = store;
        this.references = references;
        this.bodies = bodies;
    }

    /// The agent that a path names, and whose it is.
    record Shown(Organization organization, Agent agent) {}

    /// Puts the agent into what a page is made of.
    Shown show(Actor actor, String org, String reference, Model model) {
        Organization organization = references.organization(actor, org);
        Agent agent = references.agent(organization, reference);
        model.addAttribute("agent", agent);
        return new Shown(organization, agent);
    }

    /// Puts how the agent stands in each environment there, too; and why it cannot be deployed, if there is none.
    List<Standing> standings(Shown shown, Model model) {
        List<Standing> standings =
                store.environments().list(shown.organization().id(), PageRequest.largest()).items().stream()
                        .map(environment -> standing(shown, environment))
                        .toList();
        model.addAttribute("standings", standings);
        model.addAttribute("noEnvironment", ProblemCode.ENVIRONMENT_NONE);
        return standings;
    }

    /// How the agent stands in the environment that is named.
    Standing standing(Shown shown, String environment) {
        return standing(shown, references.environment(shown.organization(), environment));
    }

    private Standing standing(Shown shown, Environment environment) {
        AgentEnvironmentBody body = bodies.of(shown.organization(), shown.agent(), environment);
        List<FieldChangeBody> pending =
                body.live().isPresent() ? body.pending() : edited(shown.agent(), environment, body.version());
        return new Standing(environment, body, SettingChange.of(pending));
    }

    /// What was edited for the first deployment there, or the next after it was undeployed.
    private List<FieldChangeBody> edited(Agent agent, Environment environment, int edits) {
        if (edits == 0) {
            return List.of();
        }
        Map<String, String> usual =
                SettingsDraft.untouched(agent, environment.id()).settings().texts();
        return store.deployments()
                .findDraft(agent.organization(), agent.id(), environment.id())
                .map(draft -> AuditChanges.between(usual, draft.settings().texts()))
                .map(FieldChangeBody::of)
                .orElse(List.of());
    }

    /// The one that a page is about: the one asked for; or the first where the agent can be called, or the first.
    Optional<Standing> chosen(List<Standing> standings, Optional<String> asked) {
        return asked.filter(reference -> !reference.isBlank())
                .flatMap(reference -> standings.stream()
                        .filter(standing ->
                                standing.environment().slug().value().equals(reference)
                                        || standing.environment().id().value().equals(reference))
                        .findFirst())
                .or(() -> standings.stream().filter(Standing::isDeployed).findFirst())
                .or(() -> standings.stream().findFirst());
    }
}
