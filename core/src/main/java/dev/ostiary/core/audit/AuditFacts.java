package dev.ostiary.core.audit;

import dev.ostiary.core.id.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/// An event as it is stored, exported and hashed: texts, empty where there is nothing to say. It may hold anything,
/// since who tampers with a store may write anything there, and what this program does not know yet may be in it.
public record AuditFacts(
        String id,
        Instant at,
        String actorKind,
        String actorId,
        String actorName,
        String actorConfinedTo,
        String address,
        String requestId,
        String userAgent,
        String action,
        AuditSubject subject,
        AuditChanges changes) {
    /// What is stored of an event.
    public static AuditFacts of(AuditEvent event) {
        Actor actor = event.actor();
        Optional<AuditSource> source = actor.source();
        return new AuditFacts(
                event.id().value(),
                event.at(),
                actor.kind().text(),
                actor.id(),
                actor.name(),
                actor.confinedTo().map(OrganizationId::value).orElse(""),
                source.map(AuditSource::address).orElse(""),
                source.map(AuditSource::requestId).orElse(""),
                source.map(AuditSource::userAgent).orElse(""),
                event.action().text(),
                event.subject(),
                event.changes());
    }
}
