package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.PROVIDER_KEY_IN_USE;
import static dev.ostiary.core.problem.ProblemCode.PROVIDER_KEY_NAME_TAKEN;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.ProviderKeyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.vault.ProviderKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/provider-keys")
@Tag(
        name = "provider-keys",
        description = "Keys of providers, kept encrypted so that calls to them can carry one. No operation shows one.")
final class ProviderKeyController {
    private static final String FORCE = "true";

    private final ProviderKeyOperations operations;
    private final References references;
    private final ProviderKeyReads reads;

    ProviderKeyController(ProviderKeyOperations operations, References references, ProviderKeyReads reads) {
        this.operations = operations;
        this.references = references;
        this.reads = reads;
    }

    @PostMapping
    @Versioned
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.VAULT_EDIT)
    @Operation(
            operationId = "createProviderKey",
            summary = "Store a provider key",
            description = "The answer shows its mask, never the key.")
    @Refuses(PROVIDER_KEY_NAME_TAKEN)
    ResponseEntity<ProviderKeyBody> create(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @RequestBody NewProviderKey request) {
        Organization organization = references.organization(actor, org);
        Recorded<ProviderKey> created =
                operations.create().create(actor, organization.id(), request.name(), request.value());
        return Answers.created(
                "/api/v1/organizations/" + organization.id() + "/provider-keys/"
                        + created.value().id(),
                created.value().changeVersion(),
                ProviderKeyBody.of(created));
    }

    @GetMapping
    @Needs(Permission.VAULT_READ)
    @Operation(
            operationId = "listProviderKeys",
            summary = "List provider keys",
            description = "Sorted as asked, newest first when not; an event itself.")
    ListOf<ProviderKeyBody> list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @Parameter(description = "Only those whose name contains this, letter case aside.") @RequestParam
                    Optional<String> search,
            @Parameter(
                            description =
                                    "By `name`, `created`, `changed` or `last-used`; with `-` before it the other way"
                                            + " round. `-created` when left out.")
                    @RequestParam
                    Optional<String> sort,
            PageRequest page) {
        Organization organization = references.organization(actor, org);
        return reads.list(actor, organization, search, sort, page);
    }

    @GetMapping("/{providerKey}")
    @Needs(Permission.VAULT_READ)
    @Versioned
    @Operation(
            operationId = "getProviderKey",
            summary = "Get a provider key",
            description = "Its mask, never the key; an event itself.")
    ResponseEntity<ProviderKeyBody> get(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String providerKey) {
        Organization organization = references.organization(actor, org);
        ProviderKey found = reads.get(actor, organization, providerKey);
        return Answers.versioned(found.changeVersion(), ProviderKeyBody.of(found));
    }

    @PatchMapping("/{providerKey}")
    @Needs(Permission.VAULT_EDIT)
    @Versioned
    @Operation(
            operationId = "editProviderKey",
            summary = "Edit a provider key",
            description = "A new value is carried by the next call; the old one is gone.")
    @Refuses(PROVIDER_KEY_NAME_TAKEN)
    ResponseEntity<ProviderKeyBody> edit(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String providerKey,
            Precondition precondition,
            @RequestBody ProviderKeyEdit request) {
        Organization organization = references.organization(actor, org);
        Recorded<ProviderKey> edited = operations
                .edit()
                .edit(
                        actor,
                        organization.id(),
                        references.providerKey(providerKey),
                        request.name(),
                        request.value(),
                        precondition);
        return Answers.versioned(edited.value().changeVersion(), ProviderKeyBody.of(edited));
    }

    @DeleteMapping("/{providerKey}")
    @Needs(Permission.VAULT_EDIT)
    @Operation(
            operationId = "deleteProviderKey",
            summary = "Delete a provider key",
            description = "It cannot be recovered. One that is in use goes only when forced.")
    @Refuses(PROVIDER_KEY_IN_USE)
    DeletedBody delete(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String providerKey,
            Precondition precondition,
            @Parameter(description = "`true` to delete it though something uses it.") @RequestParam
                    Optional<String> force) {
        Organization organization = references.organization(actor, org);
        if (force.filter(text -> !text.equals(FORCE)).isPresent()) {
            throw RefusedException.field("force", "give true, or leave it out");
        }
        return DeletedBody.of(
                operations
                        .delete()
                        .delete(
                                actor,
                                organization.id(),
                                references.providerKey(providerKey),
                                force.isPresent(),
                                precondition),
                deleted -> deleted.id().value());
    }
}
