package dev.ostiary.control.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditFacts;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Open pages learn of changes, and cost the database no more for being many.
class LiveChangesTest {
    private static final Instant AT = Instant.parse("2026-03-08T12:00:00Z");
    private static final OrganizationId ACME =
            OrganizationId.parse("org_00000000000000000000000001").orElseThrow();
    private static final OrganizationId GLOBEX =
            OrganizationId.parse("org_00000000000000000000000002").orElseThrow();
    private static final int PAGES = 100;

    private final Trail trail = new Trail();
    private final Feed feed = new Feed();
    private final LiveChanges changes = new LiveChanges(trail, feed);
    private final ExecutorService listeners = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void start() {
        changes.start();
    }

    @AfterEach
    void stop() {
        changes.stop();
        listeners.close();
    }

    /// A trail for each organization, which counts how often it is looked at.
    private static final class Trail implements AuditLog {
        private final AtomicInteger looks = new AtomicInteger();
        private final CountDownLatch isLookedAt = new CountDownLatch(1);
        private final List<AuditEntry> entries = new ArrayList<>();

        @Override
        public synchronized void append(List<AuditEvent> events) {
            for (AuditEvent event : events) {
                AuditChain chain = AuditChain.of(event.organization());
                entries.add(AuditEntry.following(head(chain).orElse(AuditPoint.START), chain, AuditFacts.of(event)));
            }
        }

        @Override
        public synchronized List<AuditEntry> after(AuditChain chain, AuditFilter filter, long seq, int limit) {
            looks.incrementAndGet();
            isLookedAt.countDown();
            return entries.stream()
                    .filter(entry -> entry.chain().equals(chain) && entry.seq() > seq)
                    .limit(limit)
                    .toList();
        }

        @Override
        public synchronized Optional<AuditPoint> head(AuditChain chain) {
            return entries.stream()
                    .filter(entry -> entry.chain().equals(chain))
                    .map(AuditEntry::point)
                    .reduce((first, second) -> second);
        }

        @Override
        public Page<AuditEntry> list(AuditChain chain, AuditFilter filter, PageRequest page) {
            return new Page<>(List.of(), Optional.empty());
        }

        @Override
        public NavigableSet<AuditChain> chains() {
            return new TreeSet<>();
        }
    }

    private static final class Feed implements ChangeFeed {
        private Runnable told = () -> {};

        @Override
        public long head() {
            return 0;
        }

        @Override
        public List<Change> after(long seq, int limit) {
            return List.of();
        }

        @Override
        public Subscription subscribe(Runnable onChange) {
            told = onChange;
            return () -> {};
        }
    }

    private void write(OrganizationId organization, AuditAction action) {
        trail.append(new AuditEvent(
                AuditEventId.parse("evt_00000000000000000000000001").orElseThrow(),
                Optional.of(organization),
                AT,
                Actor.system(),
                action,
                new AuditSubject("key", "key_subject", "CI"),
                AuditChanges.made(Map.of("name", "CI"))));
    }

    private List<Future<Long>> listen(OrganizationId organization, int pages, Duration most) {
        Callable<Long> listening = () -> changes.awaitChange(organization, 0, most);
        return Stream.generate(() -> listeners.submit(listening)).limit(pages).toList();
    }

    /// A hundred open pages look no more often than one.
    @Test
    void awaitChange_manyPages_lookTogether() throws Exception {
        for (Future<Long> page : listen(ACME, PAGES, Duration.ofMillis(600))) {
            assertEquals(0, page.get(30, TimeUnit.SECONDS));
        }

        assertTrue(trail.looks.get() < PAGES / 10, () -> trail.looks + " looks");
    }

    /// What a colleague changes is told to every page of the organization, and to none of another.
    @Test
    void awaitChange_changeSaidByTheFeed_isToldToAllOfTheOrganization() throws Exception {
        List<Future<Long>> pages = listen(ACME, PAGES, Duration.ofSeconds(30));
        Future<Long> other = listen(GLOBEX, 1, Duration.ofMillis(900)).getFirst();
        assertTrue(trail.isLookedAt.await(30, TimeUnit.SECONDS));
        write(ACME, AuditAction.KEY_REVOKED);
        long begun = System.nanoTime();
        feed.told.run();

        for (Future<Long> page : pages) {
            assertEquals(1, page.get(30, TimeUnit.SECONDS));
        }
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(20));
        assertEquals(0, other.get(30, TimeUnit.SECONDS));
    }

    /// To read the trail is in the trail: pages that show it would be read anew for ever.
    @Test
    void awaitChange_reading_isNoChange() throws Exception {
        write(ACME, AuditAction.AUDIT_READ);

        assertEquals(0, changes.awaitChange(ACME, 0, Duration.ofMillis(400)));
    }

    /// Changes elsewhere, however many, do not have it looked without a pause.
    @Test
    void awaitChange_stormElsewhere_isLookedAtNowAndThen() throws Exception {
        Future<Long> page = listen(ACME, 1, Duration.ofMillis(700)).getFirst();
        while (!page.isDone()) {
            feed.told.run();
            Thread.onSpinWait();
        }

        assertEquals(0, page.get());
        assertTrue(trail.looks.get() <= 8, () -> trail.looks + " looks");
    }

    /// What waits ends with the server.
    @Test
    void stop_endsWaiting() throws Exception {
        Future<Long> page = listen(ACME, 1, Duration.ofMinutes(5)).getFirst();
        assertTrue(trail.isLookedAt.await(30, TimeUnit.SECONDS));
        changes.stop();

        assertEquals(0, page.get(30, TimeUnit.SECONDS));
    }
}
