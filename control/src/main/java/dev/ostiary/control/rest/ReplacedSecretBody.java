package dev.ostiary.control.rest;

import dev.ostiary.core.key.ReplacedSecret;
import dev.ostiary.core.usage.FormerSecretUsage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(name = "ReplacedSecret", description = "A secret of a key in whose place another was put, and its use since.")
public record ReplacedSecretBody(
        @Schema(description = "What may be shown of it.", example = "sk_ost_8fJd••••••••q2Zx")
        String maskedSecret,

        @Schema(description = "When it was replaced.", example = "2026-03-01T12:00:00.000Z")
        Instant replacedAt,

        @Schema(description = "From when it is refused.", example = "2026-03-02T12:00:00.000Z")
        Instant acceptedUntil,

        @Schema(
                description = "When it was last let in since it was replaced; null for never.",
                example = "2026-03-01T12:30:00.000Z",
                types = {"string", "null"})
        Optional<Instant> lastUsedAt,

        @Schema(
                description = "Where that came from; null when it is not known.",
                example = "192.0.2.17",
                types = {"string", "null"})
        Optional<String> lastUsedFrom,

        @Schema(description = "How often it was let in since it was replaced.", example = "42")
        long requests) {
    static ReplacedSecretBody of(ReplacedSecret secret, Optional<FormerSecretUsage> used) {
        return new ReplacedSecretBody(
                secret.secret().mask(),
                secret.replacedAt(),
                secret.acceptedUntil(),
                used.map(FormerSecretUsage::lastUsedAt),
                used.flatMap(FormerSecretUsage::lastAddress),
                used.map(FormerSecretUsage::requests).orElse(0L));
    }

    /// The same, refused from then on at the latest.
    ReplacedSecretBody until(Instant latest) {
        return new ReplacedSecretBody(
                maskedSecret,
                replacedAt,
                latest.isBefore(acceptedUntil) ? latest : acceptedUntil,
                lastUsedAt,
                lastUsedFrom,
                requests);
    }
}
