package dev.ostiary.core.change;

import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/// An audit trail that numbers every [Withdrawal] among the changes, in the transaction that it is written down in. So
/// nothing that writes down what it takes away can forget to.
///
/// @param trail that keeps the events
/// @param changes that numbers them
public record WithdrawalTrail(AuditLog trail, ChangeLog changes) implements AuditLog {
    @Override
    public void append(List<AuditEvent> events) {
        trail.append(events);
        for (AuditEvent event : events) {
            Withdrawal.of(event).ifPresent(each -> changes.append(Change.Kind.WITHDRAWAL, each.subject()));
        }
    }

    @Override
    public Page<AuditEntry> list(AuditChain chain, AuditFilter filter, PageRequest page) {
        return trail.list(chain, filter, page);
    }

    @Override
    public List<AuditEntry> after(AuditChain chain, AuditFilter filter, long seq, int limit) {
        return trail.after(chain, filter, seq, limit);
    }

    @Override
    public Optional<AuditPoint> head(AuditChain chain) {
        return trail.head(chain);
    }

    @Override
    public NavigableSet<AuditChain> chains() {
        return trail.chains();
    }
}
