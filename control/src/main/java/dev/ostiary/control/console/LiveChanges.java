package dev.ostiary.control.console;

import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.id.OrganizationId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/// Tells when something of an organization was changed, by whomever and through whichever node. Whatever changes is in
/// the audit trail, so that is what is looked at: soon after the change feed says that something happened anywhere, and
/// now and then besides, for what no gateway has to learn.
final class LiveChanges implements SmartLifecycle {
    /// Many changes in a row are told as one.
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final AuditLog audit;
    private final ChangeFeed feed;
    private final Object lock = new Object();
    private final Map<OrganizationId, Listeners> listened = new HashMap<>();
    private ChangeFeed.Subscription subscription = () -> {};
    private long ticks;
    private boolean isRunning;

    /// Who listens to one organization looks at its trail together.
    private record Listeners(TrailLook look, int count) {}

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
        pause(deadline);
        TrailLook look = join(organization, seen);
        try {
            while (isRunning() && System.nanoTime() < deadline) {
                long changed = look.changed(ticks());
                if (changed > seen) {
                    return changed;
                }
                awaitDue(look, deadline);
            }
            return seen;
        } finally {
            leave(organization);
        }
    }

    private TrailLook join(OrganizationId organization, long seen) {
        synchronized (lock) {
            Listeners before = listened.get(organization);
            Listeners now = before == null
                    ? new Listeners(new TrailLook(audit, AuditChain.of(organization), seen), 1)
                    : new Listeners(before.look(), before.count() + 1);
            listened.put(organization, now);
            return now.look();
        }
    }

    private void leave(OrganizationId organization) {
        synchronized (lock) {
            listened.computeIfPresent(
                    organization,
                    (same, before) -> before.count() == 1 ? null : new Listeners(before.look(), before.count() - 1));
        }
    }

    private void pause(long deadline) throws InterruptedException {
        long end = Math.min(deadline, System.nanoTime() + REST_NANOS);
        synchronized (lock) {
            for (long left = end - System.nanoTime(); isRunning && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
        }
    }

    private void awaitDue(TrailLook look, long deadline) throws InterruptedException {
        synchronized (lock) {
            long left = Math.min(look.dueIn(ticks), deadline - System.nanoTime());
            if (isRunning && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
        }
    }

    private long ticks() {
        synchronized (lock) {
            return ticks;
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
