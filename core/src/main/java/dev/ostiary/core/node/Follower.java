package dev.ostiary.core.node;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.PackedKeyDirectory;
import dev.ostiary.core.access.RetiredSecret;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.problem.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Keeps a node's directory and routes equal to the store: loads everything as of change `n`, then follows the changes
/// after `n`. A change names what changed and the follower reads the present record, so nothing old can overwrite
/// something new. When numbers are missing (the log was pruned, or a backup restored) it loads everything anew. It
/// polls every second even when the feed's wake-up calls get lost, and it is the directory's only writer.
public final class Follower implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int BATCH = 1000;
    /// How many keys are read at once.
    private static final int KEYS = 2000;
    /// How long a secret that was replaced is known after its end, so that who still sends it can be told why.
    private static final Duration MEMORY = Duration.ofDays(1);

    private final NodeId node;
    private final ChangeFeed feed;
    private final DataPlaneSource source;
    private final PackedKeyDirectory directory;
    private final RouteSink routes;
    private final NodeRegistry registry;
    private final FollowerListener listener;
    private final Clock clock;
    private final Semaphore wakeUp = new Semaphore(0);
    private final Thread thread;

    private volatile boolean isClosed;
    private volatile boolean isLoaded;
    private volatile Instant heardAt = Instant.EPOCH;
    private volatile long appliedSeq;

    public Follower(
            NodeId node,
            ChangeFeed feed,
            DataPlaneSource source,
            PackedKeyDirectory directory,
            RouteSink routes,
            NodeRegistry registry,
            FollowerListener listener,
            Clock clock) {
        this.node = node;
        this.feed = feed;
        this.source = source;
        this.directory = directory;
        this.routes = routes;
        this.registry = registry;
        this.listener = listener;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("change-follower").daemon().unstarted(this::run);
    }

    /// Begins to load and follow, on a thread of its own.
    public void start() {
        thread.start();
    }

    /// Whether everything was loaded once. Before that a node must refuse every request.
    public boolean isLoaded() {
        return isLoaded;
    }

    /// When the store last answered.
    public Instant heardAt() {
        return heardAt;
    }

    /// The number of the newest change that is obeyed.
    public long appliedSeq() {
        return appliedSeq;
    }

    private void run() {
        boolean hasFailed = false;
        ChangeFeed.Subscription subscription = null;
        try {
            while (!isClosed) {
                try {
                    if (subscription == null) {
                        subscription = feed.subscribe(wakeUp::release);
                    }
                    catchUp();
                    if (hasFailed) {
                        hasFailed = false;
                        listener.recovered();
                    }
                } catch (RuntimeException failure) {
                    hasFailed = true;
                    listener.failed(failure);
                }
                awaitWakeUp();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            if (subscription != null) {
                subscription.close();
            }
        }
    }

    private void awaitWakeUp() throws InterruptedException {
        if (wakeUp.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            wakeUp.drainPermits();
        }
    }

    private void catchUp() {
        long head = feed.head();
        if (!isLoaded || head < appliedSeq) {
            load();
        }
        List<Change> changes;
        do {
            changes = feed.after(appliedSeq, BATCH);
            if (isGap(changes, head)) {
                load();
            } else {
                apply(changes);
            }
        } while (!changes.isEmpty());
        directory.forgetRetired(longAgo());
        heardAt = clock.instant();
        registry.report(new Heartbeat(node, appliedSeq, heardAt));
    }

    /// Whether some of the changes after the applied one, up to that head, are no longer there.
    private boolean isGap(List<Change> changes, long head) {
        return changes.isEmpty() ? appliedSeq < head : changes.getLast().seq() != appliedSeq + changes.size();
    }

    private void load() {
        long started = System.nanoTime();
        long head = feed.head();
        routes.replace(source.routes());
        directory.replaceAll(source::readKeys, source.retiredSecrets(longAgo()));
        appliedSeq = head;
        isLoaded = true;
        listener.loaded(head, directory.size(), Duration.ofNanos(System.nanoTime() - started));
    }

    private void apply(List<Change> changes) {
        Set<KeyId> keys = new HashSet<>();
        boolean routesChanged = false;
        for (Change change : changes) {
            switch (change.kind()) {
                case KEY -> keys.add(new KeyId(change.subject()));
                case KEYS -> Change.ids(change.subject()).forEach(keys::add);
                case ROUTES -> routesChanged = true;
            }
            if (keys.size() >= KEYS) {
                apply(keys);
                keys.clear();
            }
        }
        if (!keys.isEmpty()) {
            apply(keys);
        }
        if (routesChanged) {
            routes.replace(source.routes());
        }
        if (!changes.isEmpty()) {
            appliedSeq = changes.getLast().seq();
        }
    }

    private void apply(Set<KeyId> changed) {
        Set<KeyId> gone = new HashSet<>(changed);
        // Keys first: a secret that is replaced in between is then known twice, not nowhere.
        List<KeyEntry> entries = source.keys(changed);
        Map<KeyId, List<RetiredSecret>> retired = new HashMap<>();
        for (RetiredSecret secret : source.retiredSecrets(changed, longAgo())) {
            retired.computeIfAbsent(secret.key(), _ -> new ArrayList<>()).add(secret);
        }
        for (KeyEntry entry : entries) {
            directory.retire(entry.id(), retired.getOrDefault(entry.id(), List.of()));
            directory.put(entry);
            gone.remove(entry.id());
        }
        gone.forEach(directory::remove);
    }

    private Instant longAgo() {
        return clock.instant().minus(MEMORY);
    }

    /// Stops following and reports the node as gone.
    @Override
    public void close() {
        isClosed = true;
        wakeUp.release();
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        try {
            registry.remove(node);
        } catch (StoreException unreachable) {
            // Nothing is lost: the node's last heartbeat ages out.
        }
    }
}
