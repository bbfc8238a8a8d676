package dev.ostiary.core.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.idempotency.Idempotency.Standing;
import dev.ostiary.core.memory.InMemoryStore;
import dev.ostiary.core.memory.SettableClock;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.standing.StoredStanding;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A call with a key is done once, as long as it is remembered.
final class IdempotencyTest {
    private static final KeptAnswer ANSWER = new KeptAnswer(201, Optional.of("/thing"), Optional.empty(), "{}");

    private final SettableClock clock = new SettableClock(SettableClock.START);
    private final Idempotency idempotency = new Idempotency(new InMemoryStore().idempotency(), new Randomness(), clock);

    private static RepeatableCall call(String key, String method, String target, String body) {
        return RepeatableCall.of(Actor.system(), new IdempotencyKey(key), method, target, body.getBytes(UTF_8));
    }

    private static final RepeatableCall CALL = call("k", "POST", "/a", "{}");

    private KnownCall begin() {
        return assertInstanceOf(Standing.Begun.class, idempotency.begin(CALL)).call();
    }

    /// While a call is done, its repetition hears how long that may take; when it is done, what was answered.
    @Test
    void begin_again_tellsHowItStands() {
        KnownCall begun = begin();
        clock.advance(Duration.ofSeconds(20));

        assertEquals(new Standing.InProgress(Duration.ofSeconds(40)), idempotency.begin(CALL));
        idempotency.finish(begun, ANSWER);
        clock.advance(Idempotency.KEPT.minusMillis(1));
        assertEquals(new Standing.Done(ANSWER), idempotency.begin(CALL));
        clock.advance(Duration.ofMillis(1));
        begin();
    }

    /// The key of a failed call is free at once, that of a lost one when its lease ends.
    @Test
    void begin_afterFailure_begins() {
        idempotency.release(begin());
        begin();
        clock.advance(Idempotency.LEASE);
        begin();
    }

    /// A call that was done by a server which ended before it answered is not done again, and its repetition hears
    /// so.
    @Test
    void begin_afterCrash_tellsThatItWasDone() {
        InMemoryStore store = new InMemoryStore();
        Idempotency calls = new Idempotency(store.idempotency(), new Randomness(), clock);
        KnownCall begun =
                assertInstanceOf(Standing.Begun.class, calls.begin(CALL)).call();
        ActorTransactions transactions = StoredStanding.transactions(store, clock);
        String _ = transactions.by(Actor.system().doing(begun.claim()), _ -> "done");

        assertEquals(new Standing.InProgress(Idempotency.LEASE), calls.begin(CALL));
        clock.advance(Idempotency.LEASE);
        assertEquals(new Standing.AnswerLost(), calls.begin(CALL));
    }

    /// A call that took so long that it was begun anew leaves nothing behind.
    @Test
    void work_afterTheLease_isUndone() {
        InMemoryStore store = new InMemoryStore();
        Idempotency calls = new Idempotency(store.idempotency(), new Randomness(), clock);
        KnownCall late =
                assertInstanceOf(Standing.Begun.class, calls.begin(CALL)).call();
        clock.advance(Idempotency.LEASE);
        assertInstanceOf(Standing.Begun.class, calls.begin(CALL));
        ActorTransactions transactions = StoredStanding.transactions(store, clock);

        assertEquals(
                ProblemCode.IDEMPOTENCY_IN_PROGRESS,
                assertThrows(
                                RefusedException.class,
                                () -> transactions.by(Actor.system().doing(late.claim()), _ -> "late"))
                        .code());
    }

    /// A key names one request: method, path, query and body.
    @Test
    void begin_anotherRequest_isRefused() {
        idempotency.finish(begin(), ANSWER);

        Stream.of(
                        call("k", "PUT", "/a", "{}"),
                        call("k", "POST", "/a?b", "{}"),
                        call("k", "POST", "/a", "{ }"),
                        call("k", "POST", "/a{", "}"))
                .forEach(other -> assertEquals(new Standing.Reused(), idempotency.begin(other)));
        assertInstanceOf(Standing.Begun.class, idempotency.begin(call("K", "POST", "/a", "{}")));
    }

    /// What is stored of the request depends on the key, which is not stored: a body cannot be guessed from it.
    @Test
    void fingerprint_dependsOnTheKey() {
        assertNotEquals(CALL.fingerprint(), call("other", "POST", "/a", "{}").fingerprint());
        assertNotEquals("k", CALL.key());
    }

    /// A key is visible ASCII of a sane length.
    @Test
    void parse_takesVisibleAscii() {
        Stream.of("a", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "~".repeat(255))
                .forEach(key -> assertEquals(Optional.of(new IdempotencyKey(key)), IdempotencyKey.parse(key)));
        Stream.of("", " ", "a b", "a\n", "\u007f", "é", "a".repeat(256))
                .forEach(key -> assertEquals(Optional.empty(), IdempotencyKey.parse(key)));
    }
}
