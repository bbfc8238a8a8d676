package dev.ostiary.control.rest;

import dev.ostiary.core.key.IdentifiedTestKey;
import dev.ostiary.core.key.TestKey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

@Schema(name = "IdentifiedTestKey", description = "A test key that the text belongs to.")
record IdentifiedTestKeyBody(
        @Schema(description = "Its identifier.", example = "key_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "What calls with it are seen as.", example = "ostiary-test-key Zoe")
        String name,

        @Schema(
                description = "Whose it is: the identifier of an account or a management key.",
                example = "usr_01kj3x5v9rn2c8q4w6t0ya7mze")
        String user,

        @Schema(description = "The identifier of the agent it opens.", example = "agt_01kj3x5v9rn2c8q4w6t0ya7mze")
        String agent,

        @Schema(
                description = "The identifier of the environment it opens the agent in.",
                example = "env_01kj3x5v9rn2c8q4w6t0ya7mze")
        String environment,

        @Schema(
                description = "What led to it. Several keys may share a mask or an end.",
                allowableValues = {"secret", "mask", "start", "end"},
                example = "secret")
        String by,

        @Schema(description = "When it was issued.", example = "2026-03-01T12:00:00.000Z")
        Instant issuedAt,

        @Schema(description = "From when it is refused.", example = "2026-03-01T12:10:00.000Z")
        Instant expiresAt) {
    static IdentifiedTestKeyBody of(IdentifiedTestKey identified) {
        TestKey key = identified.key();
        return new IdentifiedTestKeyBody(
                key.id().value(),
                key.name().value(),
                key.holder(),
                key.binding().agent().value(),
                key.binding().environment().value(),
                Words.text(identified.by()),
                key.issuedAt(),
                key.expiresAt());
    }
}
