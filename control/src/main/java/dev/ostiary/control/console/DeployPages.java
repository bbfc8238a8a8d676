package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.DeploymentBodies;
import dev.ostiary.control.rest.FieldChangeBody;
import dev.ostiary.control.rest.References;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Deploy: what of an agent is live where, what is pending, and its revisions.
@ConsolePage
@RequestMapping("/org/{org}/agents/{agent}/deploy")
final class DeployPages {
    private final Store store;
    private final References references;
    private final DeploymentBodies bodies;
    private final AgentsShown shown;

    DeployPages(Store store, References references, DeploymentBodies bodies, AgentsShown shown) {
        this.store = store;
        this.references = references;
        this.bodies = bodies;
        this.shown = shown;
    }

    @GetMapping
    @Needs(Permission.AGENTS_READ)
    String show(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        AgentsShown.Shown about = shown.show(actor, org, agent, model);
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        Optional<EnvironmentId> environment = Optional.of(query.value("environment"))
                .filter(named -> !named.isEmpty())
                .map(named ->
                        references.environmentField(about.organization(), named).id());
        shown.standings(about, model);
        model.addAttribute("query", query);
        model.addAttribute(
                "revisions",
                bodies.of(
                                about.organization(),
                                about.agent(),
                                store.deployments()
                                        .list(
                                                about.organization().id(),
                                                about.agent().id(),
                                                environment,
                                                query.page()))
                        .map(body -> new Revision(body, SettingChange.of(body.changes()))));
        return "console/deploy";
    }

    @GetMapping("/{environment}/configure")
    @Needs(Permission.AGENTS_DEPLOY)
    String configure(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @PathVariable String environment,
            Model model) {
        AgentsShown.Shown about = shown.show(actor, org, agent, model);
        Standing standing = shown.standing(about, environment);
        model.addAttribute("standing", standing);
        model.addAttribute("settings", SettingsShown.of(standing.body().settings()));
        return "console/deploy-dialogs :: configure";
    }

    @GetMapping("/{environment}/undeploy")
    @Needs(Permission.AGENTS_DEPLOY)
    String undeploy(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @PathVariable String environment,
            Model model) {
        AgentsShown.Shown about = shown.show(actor, org, agent, model);
        Standing standing = shown.standing(about, environment);
        if (!standing.isDeployed()) {
            throw RefusedException.notFound();
        }
        model.addAttribute("standing", standing);
        return "console/deploy-dialogs :: undeploy";
    }

    @GetMapping("/revisions/{deployment}/roll-back")
    @Needs(Permission.AGENTS_DEPLOY)
    String rollBack(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String agent,
            @PathVariable String deployment,
            Model model) {
        AgentsShown.Shown about = shown.show(actor, org, agent, model);
        Deployment old = store.deployments()
                .find(about.organization().id(), references.deployment(deployment))
                .filter(found -> found.agent().equals(about.agent().id()))
                .orElseThrow(RefusedException::notFound);
        Standing standing = shown.standing(about, old.environment().value());
        model.addAttribute("standing", standing);
        model.addAttribute("deployment", old.id().value());
        model.addAttribute("revision", old.revision());
        model.addAttribute("changes", changes(about, old));
        return "console/deploy-dialogs :: roll-back";
    }

    /// What it would change of what is live.
    private List<SettingChange> changes(AgentsShown.Shown about, Deployment old) {
        return store.deployments()
                .findLive(about.organization().id(), about.agent().id(), old.environment())
                .map(live -> AuditChanges.between(
                        live.settings().texts(), old.settings().texts()))
                .map(FieldChangeBody::of)
                .map(SettingChange::of)
                .orElse(List.of());
    }
}
