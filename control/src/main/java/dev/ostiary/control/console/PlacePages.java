package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.rest.EnvironmentBody;
import dev.ostiary.control.rest.ListOf;
import dev.ostiary.control.rest.ProjectBody;
import dev.ostiary.control.rest.References;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.organization.ProjectStore;
import dev.ostiary.core.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Environments and projects: what agents are deployed to, and what they are grouped by.
@ConsolePage
@RequestMapping("/org/{org}")
final class PlacePages {
    private static final String DIALOG = "{dialog:rename|delete}";

    private final EnvironmentStore environments;
    private final ProjectStore projects;
    private final References references;

    PlacePages(Store store, References references) {
        this.environments = store.environments();
        this.projects = store.projects();
        this.references = references;
    }

    @GetMapping("/environments")
    @Needs(Permission.ENVIRONMENTS_READ)
    String environments(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        model.addAttribute("query", query);
        model.addAttribute(
                "environments",
                ListOf.of(
                        environments.list(references.organization(actor, org).id(), query.named()),
                        EnvironmentBody::of));
        return "console/environments";
    }

    @GetMapping("/environments/new")
    @Needs(Permission.ENVIRONMENTS_EDIT)
    String newEnvironment() {
        return "console/environment-dialogs :: create";
    }

    @GetMapping("/environments/{environment}/" + DIALOG)
    @Needs(Permission.ENVIRONMENTS_EDIT)
    String environmentDialog(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String environment,
            @PathVariable String dialog,
            Model model) {
        Environment found = references.environment(references.organization(actor, org), environment);
        model.addAttribute("environment", EnvironmentBody.of(found));
        model.addAttribute("version", found.version().value());
        return "console/environment-dialogs :: " + dialog;
    }

    @GetMapping("/projects")
    @Needs(Permission.PROJECTS_READ)
    String projects(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestParam MultiValueMap<String, String> given,
            HttpServletRequest request,
            Model model) {
        PageQuery query = new PageQuery(request.getRequestURI(), given);
        model.addAttribute("query", query);
        model.addAttribute("defaultSlug", Project.DEFAULT.value());
        model.addAttribute(
                "projects",
                ListOf.of(projects.list(references.organization(actor, org).id(), query.named()), ProjectBody::of));
        return "console/projects";
    }

    @GetMapping("/projects/new")
    @Needs(Permission.PROJECTS_EDIT)
    String newProject() {
        return "console/project-dialogs :: create";
    }

    @GetMapping("/projects/{project}/" + DIALOG)
    @Needs(Permission.PROJECTS_EDIT)
    String projectDialog(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String project,
            @PathVariable String dialog,
            Model model) {
        Project found = references.project(references.organization(actor, org), project);
        model.addAttribute("project", ProjectBody.of(found));
        model.addAttribute("version", found.version().value());
        return "console/project-dialogs :: " + dialog;
    }
}
