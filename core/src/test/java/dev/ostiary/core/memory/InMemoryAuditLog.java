package dev.ostiary.core.memory;

import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.Optional;

final class InMemoryAuditLog implements AuditLog {
    private final InMemoryTransactions rows;

    InMemoryAuditLog(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void append(AuditEvent event) {
        rows.write(contents -> contents.events().put(event.id().value(), event));
    }

    @Override
    public Page<AuditEvent> list(OrganizationId organization, PageRequest page) {
        return rows.read(contents -> Contents.page(
                contents.events(), event -> event.organization().equals(Optional.of(organization)), page));
    }
}
