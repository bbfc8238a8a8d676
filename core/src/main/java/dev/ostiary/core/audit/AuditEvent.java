package dev.ostiary.core.audit;

import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.OrganizationId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One thing that was done, written in the transaction that did it.
///
/// @param organization whose thing it was; empty for things of the installation
/// @param action what was done, `noun.participle`, such as `key.revoked`
/// @param subject the identifier of what it was done to
/// @param details what changed, by field name; never a secret
public record AuditEvent(
        AuditEventId id,
        Optional<OrganizationId> organization,
        Instant at,
        Actor actor,
        String action,
        String subject,
        Map<String, String> details) {
    public AuditEvent {
        details = Map.copyOf(details);
    }
}
