package dev.ostiary.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.change.Change;
import java.util.List;

/// What was written to a store since this was made.
public final class Written {
    private final InMemoryStore store;
    private final Contents before;

    public Written(InMemoryStore store) {
        this.store = store;
        this.before = (Contents) store.backup();
    }

    private Contents now() {
        return (Contents) store.backup();
    }

    /// The audit events, in no order.
    public List<AuditEvent> events() {
        return now().events().values().stream()
                .filter(event -> !before.events().containsKey(event.id().value()))
                .toList();
    }

    /// The one audit event there must be.
    public AuditEvent event() {
        assertEquals(1, events().size(), events().toString());
        return events().getFirst();
    }

    /// The changes, in order.
    public List<Change> changes() {
        return List.copyOf(now().changes().tailMap(before.head(), false).values());
    }

    /// Checks that the store is exactly as it was.
    public void assertNothing() {
        assertEquals(before, now());
    }
}
