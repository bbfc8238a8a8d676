package dev.ostiary.control.console;

import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.id.OrganizationId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/// Tells when something of an organization was changed, by whomever and through whichever node. Whatever changes is in
/// the audit trail, so that is what is looked at: soon after the change feed says that something happened anywhere, and
/// now and then besides, for what no gateway has to learn.
final class LiveChanges implements SmartLifecycle {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);

    /// Many changes in a row are told as one.
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final int MOST_LOOKED_AT = 100;

    private final AuditLog audit;
    private final ChangeFeed feed;
    private final Object lock = new Object();
    private ChangeFeed.Subscription subscription = () -> {};
    private long ticks;
    private boolean isRunning;

    LiveChanges(AuditLog audit, ChangeFeed feed) {
        this.audit = audit;
        this.feed = feed;
    }

    /// Where an organization's trail ends now.
    long seen(OrganizationId organization) {
        return audit.head(AuditChain.of(organization)).map(AuditPoint::seq).orElse(0L);
    }

    /// Waits until something was changed since, and answers where the trail ends then; the same as before when
    /// nothing was for that long, or the server ends.
    long awaitChange(OrganizationId organization, long seen, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        long looked = seen;
        pause(REST_NANOS, false);
        while (isRunning() && System.nanoTime() < deadline) {
            List<AuditEntry> news = audit.after(AuditChain.of(organization), AuditFilter.NONE, looked, MOST_LOOKED_AT);
            if (!news.isEmpty()) {
                looked = news.getLast().point().seq();
                if (news.stream().anyMatch(LiveChanges::isChange)) {
                    return looked;
                }
            }
            pause(LOOK_NANOS, true);
        }
        return seen;
    }

    /// Reading is in the trail as well; to read a page anew because it was read would never end.
    private static boolean isChange(AuditEntry entry) {
        return AuditAction.parse(entry.facts().action())
                .filter(AuditAction::isReading)
                .isEmpty();
    }

    private void pause(long nanos, boolean untilTick) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        synchronized (lock) {
            long begun = ticks;
            long left = nanos;
            while (isRunning && left > 0 && !(untilTick && ticks != begun)) {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
                left = deadline - System.nanoTime();
            }
        }
    }

    private void tick() {
        synchronized (lock) {
            ticks++;
            lock.notifyAll();
        }
    }

    @Override
    public void start() {
        subscription = feed.subscribe(this::tick);
        synchronized (lock) {
            isRunning = true;
        }
    }

    /// Before the server waits for its requests: those that wait here end at once.
    @Override
    public void stop() {
        synchronized (lock) {
            isRunning = false;
            lock.notifyAll();
        }
        subscription.close();
    }

    @Override
    public boolean isRunning() {
        synchronized (lock) {
            return isRunning;
        }
    }
}
