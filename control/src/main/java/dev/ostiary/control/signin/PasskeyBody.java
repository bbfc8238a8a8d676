package dev.ostiary.control.signin;

import dev.ostiary.core.passkey.Passkey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(name = "Passkey", description = "A key on a person's device that signs in.")
public record PasskeyBody(
        @Schema(description = "Its identifier.", example = "psk_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "What its owner calls it.", example = "phone")
        String name,

        @Schema(description = "Whether the device may give it to the owner's other devices.")
        boolean synced,

        @Schema(description = "Whether its counter once went back, as that of a copy does.")
        boolean suspect,

        @Schema(description = "When it was added.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(
                description = "When it last signed in; null for never.",
                example = "2026-03-01T12:00:00.000Z",
                types = {"string", "null"})
        Optional<Instant> lastUsedAt) {
    public static PasskeyBody of(Passkey passkey) {
        return new PasskeyBody(
                passkey.id().value(),
                passkey.name().value(),
                passkey.isSynced(),
                passkey.isSuspect(),
                passkey.createdAt(),
                passkey.lastUsedAt());
    }
}
