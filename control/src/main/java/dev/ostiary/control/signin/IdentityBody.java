package dev.ostiary.control.signin;

import dev.ostiary.core.identity.Identity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

@Schema(name = "Identity", description = "Who an account is at an identity provider.")
public record IdentityBody(
        @Schema(description = "The identifier of the identity provider.", example = "idp_01kj3x5v9rn2c8q4w6t0ya7mze")
        String provider,

        @Schema(description = "What the provider calls the person, as `sub`.", example = "248289761001")
        String subject,

        @Schema(description = "Since when the account is that person's.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt) {
    public static IdentityBody of(Identity identity) {
        return new IdentityBody(identity.provider().value(), identity.subject(), identity.createdAt());
    }
}
