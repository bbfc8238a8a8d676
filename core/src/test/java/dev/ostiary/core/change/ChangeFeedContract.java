package dev.ostiary.core.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.Slug;
import dev.ostiary.core.store.StoreContract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every [ChangeLog] and the [ChangeFeed] that reads it do together.
public abstract class ChangeFeedContract extends StoreContract {
    private long append(String subject) {
        return store.transactions().inTransaction(() -> store.changes().append(Change.Kind.KEY, subject));
    }

    private void appendAndFail(String subject) {
        assertThrows(
                ArithmeticException.class,
                () -> inTransaction(() -> {
                    store.changes().append(Change.Kind.KEY, subject);
                    throw new ArithmeticException("afterwards");
                }));
    }

    private List<Long> numbersAfter(long seq, int limit) {
        return store.feed().after(seq, limit).stream().map(Change::seq).toList();
    }

    /// Before the first change there is nothing, and its number is 0.
    @Test
    void head_ofEmpty_isZero() {
        assertEquals(0, store.feed().head());
        assertEquals(List.of(), store.feed().after(0, 10));
    }

    /// Changes are numbered from 1 without a gap and read back in order, in every field.
    @Test
    void append_numbersFromOne() {
        long first = append("key_1");
        long second = store.transactions().inTransaction(() -> store.changes().append(Change.Kind.ROUTES, "dep_1"));

        assertEquals(1, first);
        assertEquals(2, second);
        assertEquals(2, store.feed().head());
        assertEquals(
                List.of(new Change(1, Change.Kind.KEY, "key_1"), new Change(2, Change.Kind.ROUTES, "dep_1")),
                store.feed().after(0, 10));
    }

    /// The changes of one transaction have consecutive numbers.
    @Test
    void append_severalInOneTransaction_areConsecutive() {
        append("before");
        List<Long> numbers = store.transactions().inTransaction(() -> {
            List<Long> given = new ArrayList<>();
            for (int count = 0; count < 5; count++) {
                given.add(store.changes().append(Change.Kind.KEY, "key_" + count));
            }
            return given;
        });

        assertEquals(List.of(2L, 3L, 4L, 5L, 6L), numbers);
        assertEquals(numbers, numbersAfter(1, 10));
    }

    /// A transaction that is rolled back takes its numbers back with it: the next gets them, and no reader waits
    /// for ever.
    @Test
    void append_rolledBack_leavesNoGap() {
        append("key_1");
        appendAndFail("key_lost");

        assertEquals(1, store.feed().head());
        assertEquals(2, append("key_2"));
        assertEquals(
                List.of(new Change(1, Change.Kind.KEY, "key_1"), new Change(2, Change.Kind.KEY, "key_2")),
                store.feed().after(0, 10));
    }

    /// A reader gets what comes after the number it names, and no more than it asks for.
    @Test
    void after_isBoundedAndOrdered() {
        for (int count = 0; count < 7; count++) {
            append("key_" + count);
        }

        assertEquals(List.of(1L, 2L, 3L), numbersAfter(0, 3));
        assertEquals(List.of(4L, 5L, 6L), numbersAfter(3, 3));
        assertEquals(List.of(7L), numbersAfter(6, 3));
        assertEquals(List.of(), numbersAfter(7, 3));
        assertEquals(List.of(), numbersAfter(1000, 3));
    }

    /// The oldest changes can be forgotten; the numbering goes on, and to forget what is not there does nothing.
    @Test
    void forgetAllBut_keepsTheNewest() {
        for (int count = 0; count < 7; count++) {
            append("key_" + count);
        }
        store.changes().forgetAllBut(9);
        assertEquals(7, numbersAfter(0, 10).size());
        store.changes().forgetAllBut(2);
        store.changes().forgetAllBut(3);

        assertEquals(List.of(6L, 7L), numbersAfter(0, 10));
        assertEquals(7, store.feed().head());
        assertEquals(8, append("key_8"));
        store.changes().forgetAllBut(0);
        assertEquals(List.of(), numbersAfter(0, 10));
        assertEquals(8, store.feed().head());
    }

    /// The numbering can be made to go on later, never earlier, behind a gap that nodes find.
    @Test
    void continueAfter_goesOnLater() {
        append("key_1");

        assertEquals(1008, store.changes().continueAfter(7));
        assertEquals(2009, store.changes().continueAfter(3));
        assertEquals(List.of(1L, 1008L, 2009L), numbersAfter(0, 10));
        assertEquals(2010, append("key_2"));
    }

    /// While many write at once, and some give up, a reader that polls sees every number once, in order, without a
    /// gap: nothing ever commits behind what was already read. The reader always finds what the newest number it
    /// heard of names.
    @Test
    void append_manyAtOnce_isReadWithoutAGap() throws Exception {
        int writers = 8;
        int turns = 25;
        long last = (long) writers * turns;
        CompletableFuture<List<Change>> read = CompletableFuture.supplyAsync(
                () -> follow(last), task -> Thread.ofPlatform().start(task));
        concurrently(writers, thread -> {
            for (int turn = 0; turn < turns; turn++) {
                append("key_" + thread + "_" + turn);
                appendAndFail("key_lost");
            }
        });

        List<Change> changes = read.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals(
                LongStream.rangeClosed(1, last).boxed().toList(),
                changes.stream().map(Change::seq).toList());
        Set<String> subjects = new HashSet<>();
        changes.forEach(change -> subjects.add(change.subject()));
        assertEquals(last, subjects.size());
    }

    private List<Change> follow(long last) {
        List<Change> read = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        long seq = 0;
        while (seq < last && System.nanoTime() < deadline) {
            long head = store.feed().head();
            List<Change> changes = store.feed().after(seq, 10);
            if (head > seq) {
                assertEquals(seq + 1, changes.getFirst().seq());
            }
            read.addAll(changes);
            seq += changes.size();
        }
        return read;
    }

    /// What a transaction changed is to be seen by whoever has read the number of its change.
    @Test
    void after_seesTheRowsOfTheChange() throws Exception {
        var acme = organization("acme");
        CompletableFuture<Integer> missed = CompletableFuture.supplyAsync(
                () -> missing(100), task -> Thread.ofPlatform().start(task));
        concurrently(4, thread -> {
            for (int turn = 0; turn < 25; turn++) {
                inTransaction(() -> {
                    var agent = agent(acme, "agent-" + randomness.timeOrdered(tick()));
                    store.changes().append(Change.Kind.ROUTES, agent.slug().value());
                });
            }
        });

        assertEquals(0, missed.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private int missing(int last) {
        var acme = store.organizations().findBySlug(new Slug("acme")).orElseThrow();
        int missing = 0;
        long seq = 0;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (seq < last && System.nanoTime() < deadline) {
            for (Change change : store.feed().after(seq, 10)) {
                var slug = new Slug(change.subject());
                missing += store.agents().findBySlug(acme.id(), slug).isEmpty() ? 1 : 0;
                seq = change.seq();
            }
        }
        return missing;
    }

    /// A subscriber is woken soon after a commit, and finds the change then.
    @Test
    void subscribe_isWokenAfterCommit() throws Exception {
        Semaphore woken = new Semaphore(0);
        try (ChangeFeed.Subscription _ = store.feed().subscribe(woken::release)) {
            for (long expected = 1; expected <= 3; expected++) {
                append("key_" + expected);
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
                do {
                    assertTrue(woken.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS), "no wake-up came");
                } while (store.feed().head() < expected);
            }
        }
    }

    /// Every subscriber is woken, though one of them fails.
    @Test
    void subscribe_oneFails_othersAreWoken() throws Exception {
        CountDownLatch woken = new CountDownLatch(2);
        try (ChangeFeed.Subscription _ = store.feed().subscribe(woken::countDown);
                ChangeFeed.Subscription _ = store.feed().subscribe(() -> {
                    throw new ArithmeticException("a subscriber's bug");
                });
                ChangeFeed.Subscription _ = store.feed().subscribe(woken::countDown)) {
            assertEquals(1, append("key_1"));

            assertTrue(woken.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    /// A subscription that was closed is not called any more, and closing it again does no harm.
    @Test
    void subscribe_closed_isNotCalled() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ChangeFeed.Subscription closed = store.feed().subscribe(calls::incrementAndGet);
        closed.close();
        closed.close();
        int before = calls.get();
        CountDownLatch woken = new CountDownLatch(1);
        try (ChangeFeed.Subscription _ = store.feed().subscribe(woken::countDown)) {
            append("key_1");
            assertTrue(woken.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }

        assertEquals(before, calls.get());
    }
}
