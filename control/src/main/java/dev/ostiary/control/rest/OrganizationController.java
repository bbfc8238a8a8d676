package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.ORGANIZATION_NOT_EMPTY;
import static dev.ostiary.core.problem.ProblemCode.SLUG_TAKEN;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.OrganizationOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
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
@RequestMapping("/api/v1/organizations")
@Tag(name = "organizations", description = "Tenants. Everything else belongs to one, and none sees another's.")
final class OrganizationController {
    private final OrganizationStore organizations;
    private final OrganizationOperations operations;
    private final References references;

    OrganizationController(Store store, OrganizationOperations operations, References references) {
        this.organizations = store.organizations();
        this.operations = operations;
        this.references = references;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "createOrganization", summary = "Create an organization")
    @Refuses(SLUG_TAKEN)
    @Versioned
    ResponseEntity<OrganizationBody> create(
            @AuthenticationPrincipal Actor actor, @RequestBody NewOrganization request) {
        Recorded<Organization> created = operations.create().create(actor, request.slug(), request.nameOrSlug());
        return Answers.created(
                "/api/v1/organizations/" + created.value().id(),
                created.value().version(),
                OrganizationBody.of(created));
    }

    @GetMapping
    @Needs({})
    @Operation(
            operationId = "listOrganizations",
            summary = "List organizations",
            description = "Those in which the actor may do anything at all.")
    ListOf<OrganizationBody> list(@AuthenticationPrincipal Actor actor, PageRequest page) {
        return ListOf.of(visible(actor, page), OrganizationBody::of);
    }

    @GetMapping("/{org}")
    @Needs(Permission.ORGANIZATION_READ)
    @Operation(operationId = "getOrganization", summary = "Get an organization")
    @Versioned
    ResponseEntity<OrganizationBody> get(@AuthenticationPrincipal Actor actor, @PathVariable String org) {
        Organization found = references.organization(actor, org);
        return Answers.versioned(found.version(), OrganizationBody.of(found));
    }

    @PatchMapping("/{org}")
    @Needs(Permission.ORGANIZATION_EDIT)
    @Operation(
            operationId = "renameOrganization",
            summary = "Rename an organization",
            description = "Its slug, which stands in URLs, stays.")
    @Versioned
    ResponseEntity<OrganizationBody> rename(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            Precondition precondition,
            @RequestBody Renaming request) {
        Organization organization = references.organization(actor, org);
        Recorded<Organization> changed =
                operations.rename().rename(actor, organization.id(), request.name(), precondition);
        return Answers.versioned(changed.value().version(), OrganizationBody.of(changed));
    }

    @DeleteMapping("/{org}")
    @Needs(Permission.ORGANIZATION_DELETE)
    @Operation(
            operationId = "deleteOrganization",
            summary = "Delete an organization",
            description = "One that has no agents and no live keys left.")
    @Refuses(ORGANIZATION_NOT_EMPTY)
    DeletedBody delete(@AuthenticationPrincipal Actor actor, @PathVariable String org, Precondition precondition) {
        Organization organization = references.organization(actor, org);
        return DeletedBody.of(
                operations.delete().delete(actor, organization.id(), precondition),
                deleted -> deleted.id().value());
    }

    /// Who may see some only has few, which are sorted here.
    private Page<Organization> visible(Actor actor, PageRequest page) {
        if (actor.grants().seesAll()) {
            return organizations.list(page);
        }
        List<Organization> read = actor.grants().within().keySet().stream()
                .filter(id -> page.cursor().isEmpty()
                        || id.value().compareTo(page.cursor().get()) < 0)
                .sorted(Comparator.comparing(OrganizationId::value).reversed())
                .flatMap(id -> organizations.find(id).stream())
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(read, page, organization -> organization.id().value());
    }
}
