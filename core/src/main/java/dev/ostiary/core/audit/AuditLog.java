package dev.ostiary.core.audit;

import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/// Keeps audit events. They are only ever added, each chained to the one before it.
public interface AuditLog {
    /// Adds events to the ends of their chains, in the running transaction and in that order. The ends are held
    /// until it ends, so that a chain never forks; so this comes last in a transaction, after everything else that
    /// it holds.
    void append(List<AuditEvent> events);

    /// The same for one event.
    default void append(AuditEvent event) {
        append(List.of(event));
    }

    /// The chain's events that the filter wants, newest first. The cursor is the number of the last event seen.
    Page<AuditEntry> list(AuditChain chain, AuditFilter filter, PageRequest page);

    /// The chain's events that the filter wants with numbers greater than `seq`, oldest first, at most `limit`.
    /// What somebody put there with a number that no event can have comes too.
    List<AuditEntry> after(AuditChain chain, AuditFilter filter, long seq, int limit);

    /// The end of the chain as it is noted apart from the events; empty when no event was ever added.
    Optional<AuditPoint> head(AuditChain chain);

    /// All chains: those with a head, those with events, and those that must have events, which are the
    /// installation's and every organization's.
    NavigableSet<AuditChain> chains();
}
