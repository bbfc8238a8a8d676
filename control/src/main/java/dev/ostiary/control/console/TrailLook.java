package dev.ostiary.control.console;

import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditLog;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Looks at the trail of one organization for all who listen to it: whoever comes first when a look is due makes it,
/// and the others learn what was seen.
final class TrailLook {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

    /// Changes anywhere may come thick and fast, and none of them has to be of this organization.
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int MOST_LOOKED_AT = 100;

    private final AuditLog audit;
    private final AuditChain chain;
    private long looked;
    private long changed;
    private volatile long at = System.nanoTime() - EVERY_NANOS;
    private volatile long tick;

    /// @param seen where the trail ended for who listens first
    TrailLook(AuditLog audit, AuditChain chain, long seen) {
        this.audit = audit;
        this.chain = chain;
        this.looked = seen;
        this.changed = seen;
    }

    /// Where the trail ended when a change was last seen in it.
    ///
    /// @param ticks how often something is known to have changed anywhere
    synchronized long changed(long ticks) {
        if (dueIn(ticks) <= 0) {
            at = System.nanoTime();
            tick = ticks;
            look();
        }
        return changed;
    }

    /// In how many nanoseconds there has to be another look.
    long dueIn(long ticks) {
        return at + (ticks == tick ? EVERY_NANOS : APART_NANOS) - System.nanoTime();
    }

    private void look() {
        List<AuditEntry> news = audit.after(chain, AuditFilter.NONE, looked, MOST_LOOKED_AT);
        if (!news.isEmpty()) {
            looked = news.getLast().point().seq();
            if (news.stream().anyMatch(TrailLook::isChange)) {
                changed = looked;
            }
        }
    }

    /// Reading is in the trail as well; to read a page anew because it was read would never end.
    private static boolean isChange(AuditEntry entry) {
        return AuditAction.parse(entry.facts().action())
                .filter(AuditAction::isReading)
                .isEmpty();
    }
}
