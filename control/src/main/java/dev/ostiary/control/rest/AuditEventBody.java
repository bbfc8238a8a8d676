package dev.ostiary.control.rest;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

@Schema(name = "AuditEvent", description = "One thing that was done.")
record AuditEventBody(
        @Schema(description = "Its identifier.", example = "evt_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "When it was done.", example = "2026-03-01T12:00:00.000Z")
        Instant at,

        ActorBody actor,

        @Schema(description = "What was done.", example = "key.revoked")
        String action,

        @Schema(description = "The identifier of what it was done to.", example = "key_01kj3x5v9rn2c8q4w6t0ya7mze")
        String subject,

        @Schema(
                description = "What else there is to say, by name; never a secret.",
                example = "{\"name\":\"checkout service\"}")
        Map<String, String> details) {
    static AuditEventBody of(AuditEvent event) {
        return new AuditEventBody(
                event.id().value(),
                event.at(),
                ActorBody.of(event.actor()),
                event.action(),
                event.subject(),
                new TreeMap<>(event.details()));
    }

    @Schema(name = "Actor", description = "Who did it.")
    record ActorBody(
            @Schema(
                    description = "What sort of actor.",
                    allowableValues = {"system", "management-key"},
                    example = "management-key")
            String kind,

            @Schema(description = "The identifier of the management key.", example = "mgk_01kj3x5v9rn2c8q4w6t0ya7mze")
            String id,

            @Schema(description = "What people call the actor.", example = "local")
            String name) {
        static ActorBody of(Actor actor) {
            return new ActorBody(kind(actor.kind()), actor.id(), actor.name());
        }

        private static String kind(Actor.Kind kind) {
            return switch (kind) {
                case SYSTEM -> "system";
                case MANAGEMENT_KEY -> "management-key";
            };
        }
    }
}
