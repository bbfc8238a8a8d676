package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Schema(name = "Key", description = "An API key, without its secret, which is shown once: in the answer to making it.")
public record KeyBody(
        @Schema(description = "Its identifier; not a credential.", example = "key_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "What people call it.", example = "checkout service")
        String name,

        @Schema(
                description = "What people note about it; null for nothing.",
                example = "nightly reports",
                types = {"string", "null"})
        Optional<String> description,

        @Schema(description = "The part that may be shown whole.", example = "pk_ost_1A2b3C4d5E6f7G8h9I0j1KxYz012")
        String publicId,

        @Schema(description = "What may be shown of the secret.", example = "sk_ost_8fJd••••••••q2Zx")
        String maskedSecret,

        @Schema(
                description = "Whether it opens what it is bound to: only `active` does.",
                allowableValues = {"active", "disabled", "expired", "revoked"},
                example = "active")
        String status,

        @Schema(
                description =
                        "The slug of the agent it opens, its id once that is deleted; null when it is not bound to an agent.",
                example = "support-bot",
                types = {"string", "null"})
        Optional<String> agent,

        @Schema(
                description =
                        "The slug of the environment it opens the agent in, its id once that is deleted; null when it "
                                + "is not bound to an agent.",
                example = "production",
                types = {"string", "null"})
        Optional<String> environment,

        @Schema(
                description = "The ids of the routes it opens; null when it is not bound to routes.",
                example = "[\"rte_01kj3x5v9rn2c8q4w6t0ya7mze\"]",
                types = {"array", "null"})
        Optional<List<String>> routes,

        @Schema(description = "By which policies select it.", example = "{\"team\":\"payments\"}")
        Map<String, String> labels,

        @Schema(description = "What it may call; empty for everything.", example = "[\"GET /v1/models/*\"]")
        List<String> scopes,

        @Schema(
                description = "From whose pages its public id alone may be used; empty for none.",
                example = "[\"*.example.com\"]")
        List<String> domains,

        @Schema(description = "From where it may be used; empty for anywhere.", example = "[\"10.0.0.0/8\"]")
        List<String> addresses,

        @Schema(description = "How often it may be used; empty for without limit.")
        List<RateLimitBody> limits,

        @Schema(description = "Whether it has credits of its own; `…/credits` tells how many are left.")
        boolean metered,

        @Schema(
                description = "From when it is refused; null for never.",
                example = "2026-05-30T12:00:00.000Z",
                types = {"string", "null"})
        Optional<Instant> expiresAt,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(description = "Who made it, as they were called then.", example = "local")
        String createdBy,

        @Schema(description = "When it was last edited, switched or ended.", example = "2026-03-01T12:00:00.000Z")
        Instant changedAt,

        @Schema(description = "Who did that, as they were called then.", example = "local")
        String changedBy,

        @Schema(
                description = "When it was last let in; null for never.",
                example = "2026-03-01T12:30:00.000Z",
                types = {"string", "null"})
        Optional<Instant> lastUsedAt,

        @Schema(
                description = "Where that came from; null when it is not known.",
                example = "192.0.2.17",
                types = {"string", "null"})
        Optional<String> lastUsedFrom,

        @Schema(description = "The last addresses that it was let in from, 5 at most, the latest first.")
        List<SeenAddressBody> usedFrom,

        @Schema(description = "How often it was let in.", example = "42")
        long requests,

        @Schema(
                description = "When it was switched off; null when it is on.",
                example = "2026-03-02T12:00:00.000Z",
                types = {"string", "null"})
        Optional<Instant> disabledAt,

        @Schema(
                description = "When it was ended for good; null when it was not.",
                example = "2026-03-03T12:00:00.000Z",
                types = {"string", "null"})
        Optional<Instant> revokedAt,

        @Schema(description = "Its last secrets that were replaced by others, newest first, and who still uses them.")
        List<ReplacedSecretBody> replacedSecrets,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {}
