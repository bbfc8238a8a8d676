package dev.ostiary.core.audit;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;

/// Keeps audit events. They are only ever added.
public interface AuditLog {
    /// Adds an event to the running transaction.
    void append(AuditEvent event);

    /// The organization's events, newest first.
    Page<AuditEvent> list(OrganizationId organization, PageRequest page);
}
