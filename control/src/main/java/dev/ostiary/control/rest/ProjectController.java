package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.PROJECT_IS_DEFAULT;
import static dev.ostiary.core.problem.ProblemCode.PROJECT_NOT_EMPTY;
import static dev.ostiary.core.problem.ProblemCode.SLUG_TAKEN;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.ProjectOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.organization.ProjectStore;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/projects")
@Tag(name = "projects", description = "Groups of agents. Each agent is in exactly one; URLs do not tell of them.")
final class ProjectController {
    private final ProjectStore projects;
    private final ProjectOperations operations;
    private final References references;

    ProjectController(Store store, ProjectOperations operations, References references) {
        this.projects = store.projects();
        this.operations = operations;
        this.references = references;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.PROJECTS_EDIT)
    @Operation(operationId = "createProject", summary = "Create a project")
    @Refuses(SLUG_TAKEN)
    @Versioned
    ResponseEntity<ProjectBody> create(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @RequestBody NewProject request) {
        Organization organization = references.organization(actor, org);
        Recorded<Project> created =
                operations.create().create(actor, organization.id(), request.slug(), request.nameOrSlug());
        return Answers.created(
                "/api/v1/organizations/" + organization.id() + "/projects/"
                        + created.value().id(),
                created.value().version(),
                ProjectBody.of(created));
    }

    @GetMapping
    @Needs(Permission.PROJECTS_READ)
    @Operation(operationId = "listProjects", summary = "List projects")
    ListOf<ProjectBody> list(@AuthenticationPrincipal Actor actor, @PathVariable String org, NamedListing listing) {
        Organization organization = references.organization(actor, org);
        return ListOf.of(projects.list(organization.id(), listing), ProjectBody::of);
    }

    @GetMapping("/{project}")
    @Needs(Permission.PROJECTS_READ)
    @Operation(operationId = "getProject", summary = "Get a project")
    @Versioned
    ResponseEntity<ProjectBody> get(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String project) {
        Project found = references.project(references.organization(actor, org), project);
        return Answers.versioned(found.version(), ProjectBody.of(found));
    }

    @PatchMapping("/{project}")
    @Needs(Permission.PROJECTS_EDIT)
    @Operation(operationId = "renameProject", summary = "Rename a project", description = "Its slug stays.")
    @Versioned
    ResponseEntity<ProjectBody> rename(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String project,
            Precondition precondition,
            @RequestBody Renaming request) {
        Organization organization = references.organization(actor, org);
        Project found = references.project(organization, project);
        Recorded<Project> changed =
                operations.rename().rename(actor, organization.id(), found.id(), request.name(), precondition);
        return Answers.versioned(changed.value().version(), ProjectBody.of(changed));
    }

    @DeleteMapping("/{project}")
    @Needs(Permission.PROJECTS_EDIT)
    @Operation(
            operationId = "deleteProject",
            summary = "Delete a project",
            description = "One that no agent is in, and not the default one.")
    @Refuses({PROJECT_NOT_EMPTY, PROJECT_IS_DEFAULT})
    DeletedBody delete(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String project,
            Precondition precondition) {
        Organization organization = references.organization(actor, org);
        Project found = references.project(organization, project);
        return DeletedBody.of(
                operations.delete().delete(actor, organization.id(), found.id(), precondition),
                deleted -> deleted.id().value());
    }
}
