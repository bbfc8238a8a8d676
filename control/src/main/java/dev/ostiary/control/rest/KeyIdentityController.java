package dev.ostiary.control.rest;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.key.Identification;
import dev.ostiary.core.organization.Organization;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/keys/identify")
@Tag(name = "keys")
final class KeyIdentityController {
    private final KeyOperations operations;
    private final References references;
    private final Clock clock;

    KeyIdentityController(KeyOperations operations, References references, Clock clock) {
        this.operations = operations;
        this.references = references;
        this.clock = clock;
    }

    @PostMapping
    @Needs(Permission.KEYS_READ)
    @Operation(
            operationId = "identifyKey",
            summary = "Find the key that something leaked belongs to",
            description =
                    "Revoked and deleted keys too, secrets that were replaced, and test keys. That it was asked is written into "
                            + "the audit trail, what was asked is not.")
    IdentificationBody identify(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @RequestBody IdentifyRequest request) {
        Organization organization = references.organization(actor, org);
        Recorded<Identification> recorded = operations.identify().identify(actor, organization.id(), request.text());
        return IdentificationBody.of(recorded, clock.instant());
    }
}
