package dev.ostiary.core.audit;

import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/// One thing that was done, written in the transaction that did it.
///
/// @param organization whose thing it was; empty for things of the installation
/// @param actor who did it, and from where
/// @param subject what it was done to
/// @param changes what it changed; never a secret
public record AuditEvent(
        AuditEventId id,
        Optional<OrganizationId> organization,
        Instant at,
        Actor actor,
        AuditAction action,
        AuditSubject subject,
        AuditChanges changes) {}
