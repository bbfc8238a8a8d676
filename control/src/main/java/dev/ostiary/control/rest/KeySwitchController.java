package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.KEY_REVOKED;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.precondition.Precondition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/keys/{key}")
@Tag(name = "keys")
final class KeySwitchController {
    private final KeyOperations operations;
    private final References references;
    private final KeyBodies bodies;

    KeySwitchController(KeyOperations operations, References references, KeyBodies bodies) {
        this.operations = operations;
        this.references = references;
        this.bodies = bodies;
    }

    @PostMapping("/revoke")
    @Needs(Permission.KEYS_REVOKE)
    @Versioned
    @Operation(
            operationId = "revokeKey",
            summary = "Revoke a key",
            description = "Ends it for good: the next request with it is refused on every node that `applied` counts. "
                    + "Revoking a revoked key changes nothing.")
    ResponseEntity<KeyBody> revoke(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String key,
            Precondition precondition) {
        Organization organization = references.organization(actor, org);
        KeyId id = references.key(key);
        KeyBodies.Surroundings around = bodies.around(organization, id);
        return answer(operations.revoke().revoke(actor, organization.id(), id, precondition), around);
    }

    @PostMapping("/disable")
    @Needs(Permission.KEYS_EDIT)
    @Versioned
    @Operation(
            operationId = "disableKey",
            summary = "Disable a key",
            description = "Switches it off until it is enabled. Disabling a disabled key changes nothing.")
    @Refuses(KEY_REVOKED)
    ResponseEntity<KeyBody> disable(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String key,
            Precondition precondition) {
        Organization organization = references.organization(actor, org);
        KeyId id = references.key(key);
        KeyBodies.Surroundings around = bodies.around(organization, id);
        return answer(operations.disable().disable(actor, organization.id(), id, precondition), around);
    }

    @PostMapping("/enable")
    @Needs(Permission.KEYS_EDIT)
    @Versioned
    @Operation(
            operationId = "enableKey",
            summary = "Enable a key",
            description = "Switches it on again. Enabling an enabled key changes nothing.")
    @Refuses(KEY_REVOKED)
    ResponseEntity<KeyBody> enable(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String key,
            Precondition precondition) {
        Organization organization = references.organization(actor, org);
        KeyId id = references.key(key);
        KeyBodies.Surroundings around = bodies.around(organization, id);
        return answer(operations.enable().enable(actor, organization.id(), id, precondition), around);
    }

    private ResponseEntity<KeyBody> answer(Recorded<ApiKey> switched, KeyBodies.Surroundings around) {
        return Answers.versioned(switched.value().version(), bodies.of(switched, around));
    }
}
