package dev.ostiary.control.rest;

import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.denial.Explanation;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(name = "Denial", description = "Why a gateway denied a request, which its caller was not told.")
public record DenialBody(
        @Schema(description = "The request, as its answer named it.", example = "req_01kj3x5v9rn2c8q4w6t0ya7mze")
        String requestId,

        @Schema(description = "When it was denied.", example = "2026-03-01T12:00:00.000Z")
        Instant at,

        @Schema(description = "What it was for.", example = "acme/production/support-bot")
        String route,

        @Schema(description = "Its method.", example = "POST")
        String method,

        @Schema(description = "The reason, a word of a closed set.", example = "expired")
        String reason,

        @Schema(description = "The reason in words.", example = "The key expired 3 h before the request.")
        String explanation,

        @Schema(
                description = "The id of the key it came with; null when that was not known or not the organization's.",
                example = "key_01kj3x5v9rn2c8q4w6t0ya7mze",
                types = {"string", "null"})
        Optional<String> key,

        @Schema(
                description = "What the key is called; null when there is none, or it was deleted since.",
                example = "checkout service",
                types = {"string", "null"})
        Optional<String> keyName,

        @Schema(description = "Where the request came from.", example = "192.0.2.17")
        String address) {
    public static DenialBody of(Explanation explanation) {
        Denial denial = explanation.denial();
        return new DenialBody(
                denial.requestId(),
                denial.at(),
                denial.route(),
                denial.method(),
                Words.text(denial.reason()),
                explanation.sentence(),
                denial.key().map(KeyId::value),
                explanation.key().map(ApiKey::name).map(Object::toString),
                denial.address());
    }
}
