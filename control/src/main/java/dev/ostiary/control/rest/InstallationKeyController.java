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
@RequestMapping("/api/v1/management-keys")
@Tag(name = "management-keys")
final class InstallationKeyController {
    private final ManagementKeyStore keys;
    private final ManagementKeyOperations operations;
    private final References references;

    InstallationKeyController(Store store, ManagementKeyOperations operations, References references) {
        this.keys = store.managementKeys();
        this.operations = operations;
        this.references = references;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "createInstallationKey",
            summary = "Create a management key of the whole installation",
            description =
                    "It may do nothing that the actor may not, now and whenever it is used: what its maker loses, it "
                            + "loses, and when its maker goes, it is dead. A key that a key makes ends no later than that.")
    ResponseEntity<IssuedManagementKeyBody> create(
            @AuthenticationPrincipal Actor actor, @RequestBody NewManagementKeyRequest request) {
        Optional<OrganizationId> place = Optional.empty();
        IssuedManagementKeyBody body =
                IssuedManagementKeyBody.of(operations.create().create(actor, request.in(place)));
        return Answers.created("/api/v1/management-keys/" + body.key().id(), body);
    }

    @GetMapping
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "listInstallationKeys",
            summary = "List management keys of the whole installation",
            description = "Those that are for no single organization, ended ones too.")
    ListOf<ManagementKeyBody> list(PageRequest page) {
        return ListOf.of(keys.list(Optional.empty(), page), ManagementKeyBody::of);
    }

    @GetMapping("/{managementKey}")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "getInstallationKey", summary = "Get a management key of the whole installation")
    ManagementKeyBody get(@PathVariable String managementKey) {
        return ManagementKeyBody.ofOne(keys, Optional.empty(), references.managementKey(managementKey));
    }

    @PostMapping("/{managementKey}/revoke")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "revokeInstallationKey",
            summary = "Revoke a management key of the whole installation",
            description = "Ends it for good, from the next request on. Doing so twice changes nothing.")
    ManagementKeyBody revoke(@AuthenticationPrincipal Actor actor, @PathVariable String managementKey) {
        Optional<OrganizationId> place = Optional.empty();
        return ManagementKeyBody.ofEnded(
                operations.revoke().revoke(actor, place, references.managementKey(managementKey)));
    }
}
