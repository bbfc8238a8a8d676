package dev.ostiary.gateway.denial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.denial.DenialLog;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.random.Randomness;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What was denied is written down, and a flood of it is not (C2, D02).
final class DenialJournalTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final OrganizationId organization = OrganizationId.create(new Randomness(), NOW);
    private final OrganizationId other = OrganizationId.create(new Randomness(), NOW);
    private final Log log = new Log();
    private final DenialJournal journal = new DenialJournal(log, Clock.fixed(NOW, ZoneOffset.UTC));

    private Denial denial(String requestId) {
        return new Denial(
                requestId, NOW, organization, "acme/one", "GET", DenialReason.EXPIRED, Optional.empty(), "192.0.2.1");
    }

    private int admitted(OrganizationId of, int tries, Instant now) {
        int admitted = 0;
        for (int i = 0; i < tries; i++) {
            admitted += journal.admits(of, now) ? 1 : 0;
        }
        return admitted;
    }

    /// D02: a hundred at once, ten a minute, each organization for itself; the others are counted.
    @Test
    void flood_isCappedForEachOrganization() {
        assertEquals(100, admitted(organization, 1000, NOW));
        assertEquals(900, journal.dropped());
        assertEquals(10, admitted(organization, 1000, NOW.plusSeconds(60)));
        assertEquals(100, admitted(other, 1000, NOW));
    }

    /// No more wait than there is room for, even when nothing is carried away.
    @Test
    void queue_isBounded() {
        for (int i = 0; i < 5000; i++) {
            journal.add(denial("req_" + i));
        }

        assertEquals(5000 - 4096, journal.dropped());
    }

    @Test
    void close_writesWhatIsLeft() {
        journal.start();
        journal.add(denial("req_1"));
        journal.add(denial("req_2"));

        journal.close();

        assertEquals(
                List.of("req_1", "req_2"),
                log.written.stream().map(Denial::requestId).toList());
        assertEquals(NOW.minusSeconds(7 * 24 * 3600), log.forgottenBefore);
    }

    /// A gateway that could not listen closes what it never started.
    @Test
    void close_withoutStart_doesNothing() {
        journal.add(denial("req_1"));

        journal.close();

        assertEquals(List.of(), log.written);
    }

    /// A store that is down for a while costs nothing but time.
    @Test
    void failedWrite_isTriedAgain() throws Exception {
        log.failures = 2;
        journal.start();
        journal.add(denial("req_1"));

        assertTrue(log.appended.await(10, TimeUnit.SECONDS));
        journal.close();

        assertEquals(
                List.of("req_1"), log.written.stream().map(Denial::requestId).toList());
        assertEquals(0, journal.dropped());
    }

    private static final class Log implements DenialLog {
        final List<Denial> written = new CopyOnWriteArrayList<>();
        final CountDownLatch appended = new CountDownLatch(1);
        volatile int failures;
        volatile Instant forgottenBefore = Instant.EPOCH;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // One thread appends.
        public void append(List<Denial> denials) {
            if (failures > 0) {
                failures = failures - 1;
                throw new StoreException("the store is down", new IllegalStateException());
            }
            written.addAll(denials);
            appended.countDown();
        }

        @Override
        public Optional<Denial> find(OrganizationId organization, String requestId) {
            return Optional.empty();
        }

        @Override
        public Page<Denial> list(OrganizationId organization, KeyId key, PageRequest page) {
            throw new UnsupportedOperationException("a gateway reads no denials");
        }

        @Override
        public void forgetBefore(Instant instant) {
            forgottenBefore = instant;
        }
    }
}
