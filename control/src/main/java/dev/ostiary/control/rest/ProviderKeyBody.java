package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.vault.ProviderKey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(name = "ProviderKey", description = "A provider's key that is kept encrypted. Nothing shows it again.")
public record ProviderKeyBody(
        @Schema(description = "Its identifier.", example = "pvk_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "Its name.", example = "MY_API")
        String name,

        @Schema(
                description = "The first and last three characters of the key, or none of a short one.",
                example = "sk-••••••••9fA")
        String mask,

        @Schema(description = "Which value it is, from 1; each new value has the next.", example = "1")
        int version,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(description = "Who made it, as they were called then.", example = "local")
        String createdBy,

        @Schema(description = "When name or value were last changed.", example = "2026-03-01T12:00:00.000Z")
        Instant changedAt,

        @Schema(description = "Who changed them, as they were called then.", example = "local")
        String changedBy,

        @Schema(
                description = "When a call last carried it; null for never.",
                example = "2026-03-01T12:00:00.000Z",
                types = {"string", "null"})
        Optional<Instant> lastUsedAt,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    public static ProviderKeyBody of(ProviderKey key) {
        return of(key, Optional.empty());
    }

    static ProviderKeyBody of(Recorded<ProviderKey> recorded) {
        return of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    private static ProviderKeyBody of(ProviderKey key, Optional<AppliedBody> applied) {
        return new ProviderKeyBody(
                key.id().value(),
                key.name().value(),
                key.mask(),
                key.version(),
                key.created().at(),
                key.created().by(),
                key.changed().at(),
                key.changed().by(),
                key.lastUsedAt(),
                applied);
    }
}
