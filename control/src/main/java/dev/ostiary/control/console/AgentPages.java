package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.References;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Agents: all of them, and what each is.
@ConsolePage
@RequestMapping("/org/{org}")
final class AgentPages {
    private final Store store;
    private final References references;
    private final AgentsShown shown;

    AgentPages(Store store, References references, AgentsShown shown) {
        this.store = store;
        this.references = references;
        this.shown = shown;
    }

    @GetMapping("/agents")
    @Needs(Permission.AGENTS_READ)
    String list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        Organization organization = references.organization(actor, org);
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        Optional<ProjectId> project = Optional.of(query.value("project"))
                .filter(named -> !named.isEmpty())
                .map(named -> references.projectField(organization, named).id());
        model.addAttribute("query", query);
        model.addAttribute("projects", projects(organization));
        model.addAttribute("rows", rows(organization, store.agents().list(organization.id(), project, query.named())));
        return "console/agents";
    }

    private Page<AgentRow> rows(Organization organization, Page<Agent> agents) {
        Map<ProjectId, Project> projects =
                projects(organization).stream().collect(Collectors.toMap(Project::id, Function.identity()));
        Map<EnvironmentId, Environment> environments =
                store.environments().list(organization.id(), PageRequest.largest()).items().stream()
                        .collect(Collectors.toMap(Environment::id, Function.identity()));
        return agents.map(agent -> new AgentRow(
                agent,
                Optional.ofNullable(projects.get(agent.project()))
                        .map(found -> found.name().value())
                        .orElse(""),
                store.deployments().listLive(organization.id(), agent.id()).stream()
                        .map(Deployment::environment)
                        .flatMap(id -> Optional.ofNullable(environments.get(id)).stream())
                        .map(environment -> environment.name().value())
                        .sorted()
                        .toList()));
    }

    @GetMapping("/new-agent")
    @Needs(Permission.AGENTS_EDIT)
    String create(@AuthenticationPrincipal Actor actor, @PathVariable String org, Model model) {
        model.addAttribute("projects", projects(references.organization(actor, org)));
        return "console/agent-dialogs :: create";
    }

    @GetMapping("/agents/{agent}")
    @Needs(Permission.AGENTS_READ)
    String show(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String agent, Model model) {
        AgentsShown.Shown about = shown.show(actor, org, agent, model);
        shown.standings(about, model);
        describe(about, model);
        return "console/agent";
    }

    @GetMapping("/agents/{agent}/edit")
    @Needs(Permission.AGENTS_EDIT)
    String edit(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String agent, Model model) {
        AgentsShown.Shown about = shown.show(actor, org, agent, model);
        describe(about, model);
        model.addAttribute("projects", projects(about.organization()));
        return "console/agent-dialogs :: edit";
    }

    @GetMapping("/agents/{agent}/delete")
    @Needs(Permission.AGENTS_EDIT)
    String delete(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String agent, Model model) {
        AgentsShown.Shown about = shown.show(actor, org, agent, model);
        model.addAttribute(
                "deployed",
                store.deployments()
                        .listLive(about.organization().id(), about.agent().id())
                        .size());
        return "console/agent-dialogs :: delete";
    }

    private void describe(AgentsShown.Shown about, Model model) {
        model.addAttribute("version", about.agent().version().value());
        model.addAttribute(
                "project",
                store.projects().find(about.organization().id(), about.agent().project()));
    }

    private List<Project> projects(Organization organization) {
        return store.projects().list(organization.id(), PageRequest.largest()).items();
    }
}
