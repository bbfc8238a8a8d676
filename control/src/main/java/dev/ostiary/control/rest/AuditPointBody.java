package dev.ostiary.control.rest;

import dev.ostiary.core.audit.AuditPoint;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(
        name = "AuditPoint",
        description = "An event's place in its chain and its hash. Written as `SEQ:HASH` where one is given.")
public record AuditPointBody(
        @Schema(description = "The number of the event; 0 before the first.", example = "42")
        long seq,

        @Schema(
                description = "The hash of the event; zeros before the first.",
                example = "49c78bc92e5ea7774fd9fe783ad1ca35df92f3f4cd57ba42fa2858e8356ec5a5")
        String hash) {
    static AuditPointBody of(AuditPoint point) {
        return new AuditPointBody(point.seq(), point.hash().hex());
    }
}
