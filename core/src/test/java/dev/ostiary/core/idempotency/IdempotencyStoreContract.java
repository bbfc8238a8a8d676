package dev.ostiary.core.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What every [IdempotencyStore] does. Calls are kept apart by who makes them, whatever organization they may see.
public abstract class IdempotencyStoreContract extends StoreContract {
    private static final Instant END = START.plusSeconds(60);
    private static final KeptAnswer ANSWER = new KeptAnswer(
            201, Optional.of("/api/v1/organizations/org_1"), Optional.of("\"tag\""), "{\"name\":\"Grün\"}");

    private IdempotencyStore calls() {
        return store.idempotency();
    }

    private static KnownCall call(String actor, String key, String fingerprint, String claim) {
        return new KnownCall(new RepeatableCall(actor, key, fingerprint), claim, END, Optional.empty());
    }

    private static KnownCall begun(String claim) {
        return call("mgk_ours", "key", "request", claim);
    }

    private static KnownCall done(KnownCall call, Instant endsAt) {
        return new KnownCall(call.call(), call.claim(), endsAt, Optional.of(ANSWER));
    }

    /// Of two calls the first is known, whatever the second asks for; what is known of it is all of it.
    @Test
    void begin_again_answersTheFirst() {
        KnownCall first = begun("1");

        assertEquals(first, calls().begin(first, START));
        assertEquals(first, calls().begin(begun("2"), START));
        assertEquals(first, calls().begin(call("mgk_ours", "key", "another", "3"), START));
    }

    /// Another's call, and a call under another key, are calls of their own (I01).
    @Test
    void begin_ofAnother_isItsOwn() {
        KnownCall ours = begun("1");
        KnownCall theirs = call("mgk_theirs", "key", "request", "2");
        KnownCall other = call("mgk_ours", "other", "request", "3");
        assertEquals(ours, calls().begin(ours, START));

        assertEquals(theirs, calls().begin(theirs, START));
        assertEquals(other, calls().begin(other, START));
        calls().finish(done(theirs, END));
        calls().release(other);
        assertEquals(ours, calls().begin(begun("4"), START));
        assertEquals(done(theirs, END), calls().begin(call("mgk_theirs", "key", "request", "5"), START));
        KnownCall sixth = call("mgk_ours", "other", "request", "6");
        assertEquals(sixth, calls().begin(sixth, START));
    }

    /// An answer is known whole until its end, and from that millisecond on no more.
    @Test
    void finish_isKnownUntilItsEnd() {
        Instant later = END.plusSeconds(86_400);
        KnownCall first = begun("1");
        calls().begin(first, START);
        calls().finish(done(first, later));

        assertEquals(done(first, later), calls().begin(begun("2"), later.minusMillis(1)));
        KnownCall third = begun("3");
        assertEquals(third, calls().begin(third, later));
        assertEquals(third, calls().begin(begun("4"), START));
    }

    /// A released key is free, one that is done is not.
    @Test
    void release_freesTheKey() {
        KnownCall first = begun("1");
        calls().begin(first, START);
        calls().release(first);
        KnownCall second = begun("2");

        assertEquals(second, calls().begin(second, START));
        calls().finish(done(second, END));
        calls().release(second);
        assertEquals(done(second, END), calls().begin(begun("3"), START));
    }

    /// What is done is known to be, though not what was answered: it is not free any more, and can be answered
    /// once. Who was too late, or is another, has done nothing.
    @Test
    void markDone_waitsForTheAnswer() {
        KnownCall first = begun("1");
        calls().begin(first, START);
        assertFalse(calls().markDone(first.call().actor(), "2", END));
        assertFalse(calls().markDone("mgk_another", "1", END));
        assertTrue(calls().markDone(first.call().actor(), "1", END));
        KnownCall marked = new KnownCall(first.call(), "1", END, Optional.of(KeptAnswer.UNKNOWN));
        assertEquals(marked, calls().begin(begun("2"), START));

        calls().release(first);
        assertEquals(marked, calls().begin(begun("2"), START));
        calls().finish(done(first, END));
        assertEquals(done(first, END), calls().begin(begun("2"), START));
        assertFalse(calls().markDone(first.call().actor(), "1", END));
    }

    /// Whose lease has ended can neither answer for the call that took its place nor end that.
    @Test
    void late_changesNothing() {
        KnownCall late = begun("1");
        calls().begin(late, START);
        KnownCall second = new KnownCall(late.call(), "2", END.plusSeconds(60), Optional.empty());
        assertEquals(second, calls().begin(second, END));

        calls().release(late);
        calls().finish(done(late, END.plusSeconds(90)));
        assertEquals(second, calls().begin(begun("3"), END));
    }

    /// A call without a place to look at what was made is kept so.
    @Test
    void finish_withoutLocation_isKeptSo() {
        KnownCall first = begun("1");
        calls().begin(first, START);
        KnownCall finished = new KnownCall(
                first.call(),
                first.claim(),
                END,
                Optional.of(new KeptAnswer(200, Optional.empty(), Optional.empty(), "{}")));
        calls().finish(finished);

        assertEquals(finished, calls().begin(begun("2"), START));
    }

    /// What has ended is forgotten, to the millisecond, and nothing else.
    @Test
    void forgetEnded_forgetsWhatHasEnded() {
        KnownCall first = begun("1");
        calls().begin(first, START);
        calls().forgetEnded(END.minusMillis(1));
        assertEquals(first, calls().begin(begun("2"), START));

        calls().forgetEnded(END);
        KnownCall third = begun("3");
        assertEquals(third, calls().begin(third, START));
    }

    /// Of many who begin the same call at once, one begins it, and all learn of that one.
    @Test
    void begin_atOnce_beginsOnce() throws Exception {
        List<KnownCall> known = new CopyOnWriteArrayList<>();
        concurrently(8, thread -> known.add(calls().begin(begun("claim " + thread), START)));

        assertEquals(8, known.size());
        assertEquals(1, known.stream().distinct().count());
    }
}
