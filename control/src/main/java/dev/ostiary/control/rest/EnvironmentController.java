package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.ENVIRONMENT_IN_USE;
import static dev.ostiary.core.problem.ProblemCode.SLUG_TAKEN;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.EnvironmentOperations;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.organization.Organization;
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
@RequestMapping("/api/v1/organizations/{org}/environments")
@Tag(name = "environments", description = "Stages that agents are deployed to. Keys of one open nothing in another.")
final class EnvironmentController {
    private final EnvironmentStore environments;
    private final EnvironmentOperations operations;
    private final References references;

    EnvironmentController(Store store, EnvironmentOperations operations, References references) {
        this.environments = store.environments();
        this.operations = operations;
        this.references = references;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.ENVIRONMENTS_EDIT)
    @Operation(operationId = "createEnvironment", summary = "Create an environment")
    @Refuses(SLUG_TAKEN)
    @Versioned
    ResponseEntity<EnvironmentBody> create(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @RequestBody NewEnvironment request) {
        Organization organization = references.organization(actor, org);
        Recorded<Environment> created =
                operations.create().create(actor, organization.id(), request.slug(), request.nameOrSlug());
        return Answers.created(
                "/api/v1/organizations/" + organization.id() + "/environments/"
                        + created.value().id(),
                created.value().version(),
                EnvironmentBody.of(created));
    }

    @GetMapping
    @Needs(Permission.ENVIRONMENTS_READ)
    @Operation(operationId = "listEnvironments", summary = "List environments")
    ListOf<EnvironmentBody> list(@AuthenticationPrincipal Actor actor, @PathVariable String org, NamedListing listing) {
        Organization organization = references.organization(actor, org);
        return ListOf.of(environments.list(organization.id(), listing), EnvironmentBody::of);
    }

    @GetMapping("/{environment}")
    @Needs(Permission.ENVIRONMENTS_READ)
    @Operation(operationId = "getEnvironment", summary = "Get an environment")
    @Versioned
    ResponseEntity<EnvironmentBody> get(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String environment) {
        Environment found = references.environment(references.organization(actor, org), environment);
        return Answers.versioned(found.version(), EnvironmentBody.of(found));
    }

    @PatchMapping("/{environment}")
    @Needs(Permission.ENVIRONMENTS_EDIT)
    @Operation(
            operationId = "renameEnvironment",
            summary = "Rename an environment",
            description = "Its slug, which stands in URLs, stays.")
    @Versioned
    ResponseEntity<EnvironmentBody> rename(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String environment,
            Precondition precondition,
            @RequestBody Renaming request) {
        Organization organization = references.organization(actor, org);
        Environment found = references.environment(organization, environment);
        Recorded<Environment> changed =
                operations.rename().rename(actor, organization.id(), found.id(), request.name(), precondition);
        return Answers.versioned(changed.value().version(), EnvironmentBody.of(changed));
    }

    @DeleteMapping("/{environment}")
    @Needs(Permission.ENVIRONMENTS_EDIT)
    @Operation(
            operationId = "deleteEnvironment",
            summary = "Delete an environment",
            description = "One in which nothing is deployed. The keys that are bound to it are revoked.")
    @Refuses(ENVIRONMENT_IN_USE)
    DeletedBody delete(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String environment,
            Precondition precondition) {
        Organization organization = references.organization(actor, org);
        Environment found = references.environment(organization, environment);
        return DeletedBody.of(
                operations.delete().delete(actor, organization.id(), found.id(), precondition),
                deleted -> deleted.id().value());
    }
}
