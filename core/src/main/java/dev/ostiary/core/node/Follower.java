package dev.ostiary.core.node;

import static java.time.ZoneOffset.UTC;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.PackedKeyDirectory;
import dev.ostiary.core.access.RetiredSecret;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.route.RouteSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps a node's directory and routes equal to the store: loads everything as of change `n`, then follows the changes
/// after `n`. A change names what changed and the follower reads the present record, so nothing old can overwrite
/// something new. When numbers are missing (the log was pruned) it loads everything anew; when they go back or name
/// other changes (a backup was restored) it keeps what it knows. It polls every second even when the feed's wake-up
/// calls get lost, and it is the directory's only writer.
///
/// Whatever it reads at a time is of one moment, so when it has applied every change of that moment it holds exactly
/// what the store held then, and nodes at the same change can be compared.
public final class Follower implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int BATCH = 1000;
    /// How many keys are read at once.
    private static final int KEYS = 2000;
    /// How long a secret that was replaced is known after its end, so that who still sends it can be told why.
    private static final Duration MEMORY = Duration.ofDays(1);

    private final NodeIdentity node;
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
    private boolean mustLoad = true;
    private @Nullable Change lastApplied;
    private long routeFingerprint;
    private Set<OrganizationId> organizations = Set.of();

    public Follower(
            NodeIdentity node,
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
        boolean isThere;
        do {
            AtomicBoolean reached = new AtomicBoolean();
            source.atOneMoment(() -> reached.set(advance()));
            isThere = reached.get();
        } while (!isThere);
        directory.forgetRetired(longAgo());
        Instant now = clock.instant();
        heardAt = now;
        registry.report(new Heartbeat(node, appliedSeq, directory.size(), digest(LocalDate.ofInstant(now, UTC))));
    }

    /// Replaced secrets count until the end of the day on which they end: when a node forgets one depends on its
    /// clock.
    private StateDigest digest(LocalDate day) {
        long former = directory.formerFingerprint(day.atStartOfDay(UTC).toInstant());
        return new StateDigest(directory.fingerprint() + former, routeFingerprint, day);
    }

    /// Answers whether everything is applied by now.
    private boolean advance() {
        long head = feed.head();
        if (isLoaded && head < appliedSeq) {
            throw new HistoryException("the store ends at change " + head + ", before change " + appliedSeq
                    + " which was applied already; it looks like a restored backup");
        }
        if (!mustLoad) {
            List<Change> changes = unknown(feed.after(Math.max(0, appliedSeq - 1), BATCH));
            if (isGap(changes, head)) {
                mustLoad = true;
            } else {
                apply(changes);
            }
        }
        if (mustLoad) {
            load(head);
        }
        return appliedSeq >= head;
    }

    /// What comes after the last applied change, which must still be the one that it was.
    private List<Change> unknown(List<Change> changes) {
        if (changes.isEmpty() || changes.getFirst().seq() != appliedSeq) {
            return changes;
        }
        Change known = lastApplied;
        if (known != null && !known.equals(changes.getFirst())) {
            throw new HistoryException(
                    "the store's change " + appliedSeq
                            + " is another than the one that was applied; it looks like a restored backup that was changed since");
        }
        return changes.subList(1, changes.size());
    }

    /// Whether some of the changes after the applied one, up to that head, are no longer there.
    private boolean isGap(List<Change> changes, long head) {
        return changes.isEmpty() ? appliedSeq < head : changes.getLast().seq() != appliedSeq + changes.size();
    }

    private void load(long head) {
        long started = System.nanoTime();
        obey(source.routes());
        directory.replaceAll(source::readKeys, source.retiredSecrets(longAgo()));
        lastApplied = feed.after(Math.max(0, head - 1), 1).stream()
                .filter(change -> change.seq() == head)
                .findFirst()
                .orElse(null);
        routes.creditsUnknown();
        appliedSeq = head;
        mustLoad = false;
        isLoaded = true;
        listener.loaded(head, directory.size(), Duration.ofNanos(System.nanoTime() - started));
    }

    private void apply(List<Change> changes) {
        Set<KeyId> keys = new HashSet<>();
        Set<CreditAccountId> credits = new HashSet<>();
        boolean routesChanged = false;
        for (Change change : changes) {
            switch (change.kind()) {
                case KEY -> keys.add(new KeyId(change.subject()));
                case KEYS -> Change.ids(change.subject()).forEach(keys::add);
                case ROUTES -> routesChanged = true;
                case WITHDRAWAL -> {
                    // People and their keys are asked for at the store, never here.
                }
                case CREDITS -> credits.add(new CreditAccountId(change.subject()));
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
            Set<OrganizationId> before = organizations;
            obey(source.routes());
            // The keys of an organization end with it, and no change names them.
            mustLoad |= !organizations.containsAll(before);
        }
        credits.forEach(routes::creditsChanged);
        if (!changes.isEmpty()) {
            lastApplied = changes.getLast();
            appliedSeq = lastApplied.seq();
        }
    }

    private void obey(RouteSnapshot snapshot) {
        routes.replace(snapshot);
        routeFingerprint = snapshot.fingerprint();
        organizations = snapshot.organizations().stream().map(Organization::id).collect(Collectors.toUnmodifiableSet());
    }

    private void apply(Set<KeyId> changed) {
        Set<KeyId> gone = new HashSet<>(changed);
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
            registry.remove(node.id());
        } catch (StoreException unreachable) {
            // Nothing is lost: the node's last heartbeat ages out.
        }
    }
}
