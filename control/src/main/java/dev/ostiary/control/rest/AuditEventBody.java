package dev.ostiary.control.rest;

import dev.ostiary.core.audit.AuditEncoding;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditFacts;
import dev.ostiary.core.audit.AuditSubject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

@Schema(
        name = "AuditEvent",
        description = "One thing that was done. Every text is empty where there is nothing to say.")
public record AuditEventBody(
        @Schema(
                description = "The chain it is in: the organization's identifier, or `installation`.",
                example = "org_01kj3x5v9rn2c8q4w6t0ya7mze")
        String chain,

        @Schema(description = "Its number in the chain, consecutive from 1.", example = "42")
        long seq,

        @Schema(
                description = "The hash of the event before it; zeros before the first.",
                example = "49c78bc92e5ea7774fd9fe783ad1ca35df92f3f4cd57ba42fa2858e8356ec5a5")
        String previousHash,

        @Schema(
                description = "The SHA-256 digest of everything here.",
                example = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03")
        String hash,

        @Schema(description = "Its identifier.", example = "evt_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "When it was done.", example = "2026-03-01T12:00:00.000Z")
        String at,

        ActorBody actor,
        SourceBody source,

        @Schema(description = "What was done.", example = "key.edited")
        String action,

        SubjectBody subject,

        @Schema(
                description = "The values that were replaced or removed, by field; never a secret.",
                example = "{\"name\":\"checkout service\"}")
        Map<String, String> before,

        @Schema(
                description = "The values that took their place, and what else there is to say; never a secret.",
                example = "{\"name\":\"checkout\"}")
        Map<String, String> after) {
    public static AuditEventBody of(AuditEntry entry) {
        AuditFacts facts = entry.facts();
        return new AuditEventBody(
                entry.chain().name(),
                entry.seq(),
                entry.previous().hex(),
                entry.hash().hex(),
                facts.id(),
                AuditEncoding.time(facts.at()),
                new ActorBody(facts.actorKind(), facts.actorId(), facts.actorName(), facts.actorConfinedTo()),
                new SourceBody(facts.address(), facts.requestId(), facts.userAgent()),
                facts.action(),
                SubjectBody.of(facts.subject()),
                facts.changes().before(),
                facts.changes().after());
    }

    @Schema(name = "Actor", description = "Who did it.")
    public record ActorBody(
            @Schema(
                    description = "What sort of actor, such as `system` or `management-key`.",
                    example = "management-key")
            String kind,

            @Schema(description = "The identifier of the management key.", example = "mgk_01kj3x5v9rn2c8q4w6t0ya7mze")
            String id,

            @Schema(description = "What people called the actor then.", example = "local")
            String name,

            @Schema(description = "The only organization the actor could see; empty for all.", example = "")
            String confinedTo) {}

    @Schema(name = "AuditSource", description = "From where it was asked for; empty for what no request asked for.")
    public record SourceBody(
            @Schema(description = "The address of the connection's other end.", example = "192.0.2.7")
            String address,

            @Schema(description = "The identifier of the request.", example = "req_01kj3x5v9rn2c8q4w6t0ya7mze")
            String requestId,

            @Schema(description = "What the caller called its program, shortened.", example = "curl/8.14.1")
            String userAgent) {}

    @Schema(name = "AuditSubject", description = "What it was done to.")
    public record SubjectBody(
            @Schema(description = "What sort of thing.", example = "key")
            String kind,

            @Schema(description = "Its identifier.", example = "key_01kj3x5v9rn2c8q4w6t0ya7mze")
            String id,

            @Schema(description = "What people called it then.", example = "checkout")
            String name) {
        static SubjectBody of(AuditSubject subject) {
            return new SubjectBody(subject.kind(), subject.id(), subject.name());
        }
    }
}
