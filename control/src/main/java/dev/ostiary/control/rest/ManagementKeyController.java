package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.wiring.ManagementKeyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.management.ManagementKeyStore;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/management-keys")
@Tag(name = "management-keys", description = "Credentials of automation at this API. They open no agent.")
final class ManagementKeyController {
    private final ManagementKeyStore keys;
    private final ManagementKeyOperations operations;
    private final References references;

    ManagementKeyController(Store store, ManagementKeyOperations operations, References references) {
        this.keys = store.managementKeys();
        this.operations = operations;
        this.references = references;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.MANAGEMENT_KEYS_MANAGE)
    @Operation(
            operationId = "createManagementKey",
            summary = "Create a management key",
            description =
                    "It may do nothing that the actor may not, now and whenever it is used: what its maker loses, it "
                            + "loses, and when its maker goes, it is dead. A key that a key makes ends no later than that.")
    ResponseEntity<IssuedManagementKeyBody> create(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @RequestBody NewManagementKeyRequest request) {
        Optional<OrganizationId> place =
                Optional.of(references.organization(actor, org).id());
        IssuedManagementKeyBody body =
                IssuedManagementKeyBody.of(operations.create().create(actor, request.in(place)));
        return Answers.created(
                "/api/v1/organizations/" + place.orElseThrow() + "/management-keys/"
                        + body.key().id(),
                body);
    }

    @GetMapping
    @Needs(Permission.MANAGEMENT_KEYS_READ)
    @Operation(
            operationId = "listManagementKeys",
            summary = "List management keys",
            description = "Those that are for this organization, ended ones too.")
    ListOf<ManagementKeyBody> list(@AuthenticationPrincipal Actor actor, @PathVariable String org, PageRequest page) {
        return ListOf.of(
                keys.list(Optional.of(references.organization(actor, org).id()), page), ManagementKeyBody::of);
    }

    @GetMapping("/{managementKey}")
    @Needs(Permission.MANAGEMENT_KEYS_READ)
    @Operation(operationId = "getManagementKey", summary = "Get a management key")
    ManagementKeyBody get(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String managementKey) {
        return ManagementKeyBody.ofOne(
                keys, Optional.of(references.organization(actor, org).id()), references.managementKey(managementKey));
    }

    @PostMapping("/{managementKey}/revoke")
    @Needs(Permission.MANAGEMENT_KEYS_MANAGE)
    @Operation(
            operationId = "revokeManagementKey",
            summary = "Revoke a management key",
            description = "Ends it for good, from the next request on. Doing so twice changes nothing.")
    ManagementKeyBody revoke(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @PathVariable String managementKey) {
        Optional<OrganizationId> place =
                Optional.of(references.organization(actor, org).id());
        return ManagementKeyBody.ofEnded(
                operations.revoke().revoke(actor, place, references.managementKey(managementKey)));
    }
}
