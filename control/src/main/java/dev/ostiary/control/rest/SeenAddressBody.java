package dev.ostiary.control.rest;

import dev.ostiary.core.usage.SeenAddress;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

@Schema(name = "SeenAddress", description = "An address that a key was let in from.")
public record SeenAddressBody(
        @Schema(description = "The client's address, behind proxies that are trusted.", example = "192.0.2.17")
        String address,

        @Schema(description = "When it was last let in from there.", example = "2026-03-01T12:30:00.000Z")
        Instant lastSeenAt) {
    static SeenAddressBody of(SeenAddress seen) {
        return new SeenAddressBody(seen.address(), seen.lastSeenAt());
    }
}
