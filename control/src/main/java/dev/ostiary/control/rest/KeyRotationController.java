package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.KEY_EXPIRED;
import static dev.ostiary.core.problem.ProblemCode.KEY_EXPIRY_REQUIRED;
import static dev.ostiary.core.problem.ProblemCode.KEY_LIFE_TOO_LONG;
import static dev.ostiary.core.problem.ProblemCode.KEY_REVOKED;

import dev.ostiary.control.idempotency.ShownOnce;
import dev.ostiary.control.idempotency.TakesIdempotencyKey;
import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.wiring.Installation;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.KeyRotation;
import dev.ostiary.core.key.RotatedKey;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.precondition.Precondition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/keys/{key}/rotate")
@Tag(name = "keys")
final class KeyRotationController {
    private final KeyOperations operations;
    private final References references;
    private final KeyBodies bodies;
    private final Installation installation;

    KeyRotationController(
            KeyOperations operations, References references, KeyBodies bodies, Installation installation) {
        this.operations = operations;
        this.references = references;
        this.bodies = bodies;
        this.installation = installation;
    }

    @PostMapping
    @Needs(Permission.KEYS_ISSUE)
    @TakesIdempotencyKey
    @Versioned
    @Operation(operationId = "rotateKey", summary = "Rotate a key", description = """
                    Gives it another secret, which is shown in the answer and never again; everything else of it stays. \
                    The present secret is accepted for the grace and never past its expiry, older ones no longer than \
                    that. Without grace it is refused on every node that `applied` counts. `replacedSecrets` tells \
                    who still uses which.""")
    @Refuses({KEY_REVOKED, KEY_EXPIRED, KEY_LIFE_TOO_LONG, KEY_EXPIRY_REQUIRED})
    ResponseEntity<IssuedKeyBody> rotate(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String org,
            @PathVariable String key,
            Precondition precondition,
            @RequestBody KeyRotationRequest request) {
        Organization organization = references.organization(actor, org);
        KeyId id = references.key(key);
        KeyBodies.Surroundings around = bodies.around(organization, id);
        Recorded<RotatedKey> recorded = operations
                .rotate()
                .rotate(
                        actor,
                        organization.id(),
                        id,
                        new KeyRotation(request.grace(), request.expiresAt()),
                        precondition);
        RotatedKey rotated = recorded.value();
        return Answers.versioned(
                rotated.key().version(),
                new IssuedKeyBody(
                        bodies.ofRotated(recorded, around),
                        url(organization, around),
                        new ShownOnce(rotated.secret())));
    }

    private Optional<String> url(Organization organization, KeyBodies.Surroundings around) {
        Optional<Slug> agent = around.agent().flatMap(Slug::parse);
        Optional<Slug> environment = around.environment().flatMap(Slug::parse);
        return agent.flatMap(to -> environment.map(in -> installation.invokeUrl(organization.slug(), in, to)));
    }
}
