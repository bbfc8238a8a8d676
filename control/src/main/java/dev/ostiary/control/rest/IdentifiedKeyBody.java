package dev.ostiary.control.rest;

import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.IdentifiedKey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/// Only what is known without asking the store again, for what was found is written down already.
@Schema(name = "IdentifiedKey", description = "A key that the text belongs to.")
record IdentifiedKeyBody(
        @Schema(description = "Its identifier.", example = "key_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "What people call it.", example = "checkout service")
        String name,

        @Schema(description = "The part that may be shown whole.", example = "pk_ost_1A2b3C4d5E6f7G8h9I0j1KxYz012")
        String publicId,

        @Schema(description = "What may be shown of its present secret.", example = "sk_ost_8fJd••••••••q2Zx")
        String maskedSecret,

        @Schema(
                description = "Whether it opens what it is bound to: only `active` does.",
                allowableValues = {"active", "disabled", "expired", "revoked"},
                example = "active")
        String status,

        @Schema(
                description = "What led to it. Several keys may share a mask, or an end.",
                allowableValues = {"secret", "former_secret", "public_id", "mask", "start", "end"},
                example = "secret")
        String by,

        @Schema(
                description =
                        "From when the secret that led to it is refused, if it was replaced; null when it was not.",
                example = "2026-03-02T12:00:00.000Z",
                types = {"string", "null"})
        Optional<Instant> acceptedUntil,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(description = "Who made it, as they were called then.", example = "local")
        String createdBy,

        @Schema(
                description = "When it was deleted; null when it was not.",
                example = "2026-03-03T12:00:00.000Z",
                types = {"string", "null"})
        Optional<Instant> deletedAt) {
    static IdentifiedKeyBody of(IdentifiedKey identified, Instant now) {
        ApiKey key = identified.found().key();
        return new IdentifiedKeyBody(
                key.id().value(),
                key.name().value(),
                key.publicId(),
                key.secret().mask(),
                Words.text(key.status(now)),
                Words.text(identified.by()),
                identified.found().former().map(former -> former.acceptedUntil()),
                key.created().at(),
                key.created().by(),
                key.deletedAt());
    }
}
