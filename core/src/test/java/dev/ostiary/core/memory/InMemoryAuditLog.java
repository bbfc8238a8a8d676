package dev.ostiary.core.memory;

import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditFacts;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

final class InMemoryAuditLog implements AuditLog {
    private final InMemoryTransactions rows;

    InMemoryAuditLog(InMemoryTransactions rows) {
        this.rows = rows;
    }

    /// Where an event stands.
    record Place(AuditChain chain, long seq) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::chain)
                    .thenComparingLong(Place::seq)
                    .compare(this, other);
        }
    }

    @Override
    public void append(List<AuditEvent> events) {
        rows.write(contents -> {
            for (AuditEvent event : events) {
                AuditPoint end =
                        head(contents, AuditChain.of(event.organization())).orElse(AuditPoint.START);
                AuditEntry entry = AuditEntry.following(end, AuditChain.of(event.organization()), AuditFacts.of(event));
                contents.events().put(event.id().value(), event);
                contents.trail().put(new Place(entry.chain(), entry.seq()), entry);
            }
        });
    }

    @Override
    public Page<AuditEntry> list(AuditChain chain, AuditFilter filter, PageRequest page) {
        long below = page.cursor().map(InMemoryAuditLog::position).orElse(Long.MAX_VALUE);
        return rows.read(contents -> Page.of(
                below == Long.MIN_VALUE
                        ? List.of()
                        : events(contents, chain, Long.MIN_VALUE, below).reversed().stream()
                                .filter(entry -> filter.matches(entry.facts()))
                                .limit(page.limit() + 1L)
                                .toList(),
                page,
                entry -> Long.toString(entry.seq())));
    }

    private static long position(String cursor) {
        return cursor.matches("[0-9]{1,18}") ? Long.parseLong(cursor) : Long.MIN_VALUE;
    }

    @Override
    public List<AuditEntry> after(AuditChain chain, AuditFilter filter, long seq, int limit) {
        return rows.read(contents -> events(contents, chain, seq, Long.MAX_VALUE).stream()
                .filter(entry -> filter.matches(entry.facts()))
                .limit(limit)
                .toList());
    }

    @Override
    public Optional<AuditPoint> head(AuditChain chain) {
        return rows.read(contents -> head(contents, chain));
    }

    @Override
    public NavigableSet<AuditChain> chains() {
        return rows.read(contents -> {
            NavigableSet<AuditChain> chains = new TreeSet<>();
            chains.add(AuditChain.INSTALLATION);
            contents.trail().keySet().forEach(place -> chains.add(place.chain()));
            contents.organizations().values().forEach(organization -> chains.add(AuditChain.of(organization.id())));
            return chains;
        });
    }

    private static List<AuditEntry> events(Contents contents, AuditChain chain, long above, long below) {
        Collection<AuditEntry> events = contents.trail()
                .subMap(new Place(chain, above), false, new Place(chain, below), false)
                .values();
        return List.copyOf(events);
    }

    private static Optional<AuditPoint> head(Contents contents, AuditChain chain) {
        List<AuditEntry> events = events(contents, chain, Long.MIN_VALUE, Long.MAX_VALUE);
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(events.getLast().point());
    }
}
