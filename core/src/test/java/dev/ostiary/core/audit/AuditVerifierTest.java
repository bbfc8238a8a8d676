package dev.ostiary.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.memory.InMemoryStore;
import dev.ostiary.core.memory.SettableClock;
import dev.ostiary.core.random.Randomness;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How far a chain that nobody touched is verified; what is found in others is in the stores' tamper tests (C6).
final class AuditVerifierTest {
    private static final int EVENTS = 2_500;

    private final InMemoryStore store = new InMemoryStore();
    private final AuditVerifier verifier = new AuditVerifier(store.audit());
    private final AuditChain chain = AuditChain.INSTALLATION;

    @BeforeEach
    void write() {
        Randomness randomness = new Randomness();
        SettableClock clock = new SettableClock();
        store.audit()
                .append(IntStream.range(0, EVENTS)
                        .mapToObj(number -> new AuditEvent(
                                AuditEventId.create(randomness, clock.instant()),
                                Optional.empty(),
                                clock.instant(),
                                Actor.system(),
                                AuditAction.MANAGEMENT_KEY_ISSUED,
                                new AuditSubject("management-key", "mgk_" + number, "automation"),
                                AuditChanges.NONE))
                        .toList());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private AuditVerdict verify(AuditPoint from, Optional<AuditPoint> expected, int most) {
        return verifier.verify(chain, from, expected, most);
    }

    /// In as many parts as one likes, each from what the one before says, with the same end.
    @Test
    void verify_inParts_isTheSame() {
        AuditPoint head = store.audit().head(chain).orElseThrow();
        AuditVerdict whole = verify(AuditPoint.START, Optional.empty(), 1_000_000);
        assertEquals(new AuditVerdict(head, Optional.of(head), true, Optional.empty()), whole);

        AuditVerdict part = verify(AuditPoint.START, Optional.empty(), 700);
        assertEquals(700, part.verified().seq());
        assertFalse(part.isComplete());
        int parts = 1;
        while (!part.isComplete()) {
            part = verify(part.verified(), Optional.empty(), 700);
            parts++;
        }
        assertEquals(whole, part);
        assertEquals(4, parts);
    }

    /// Whoever goes on from another hash than the chain has is told.
    @Test
    void verify_fromAnotherHash_isUnlinked() {
        assertFault(3, AuditFault.Kind.UNLINKED, verify(new AuditPoint(2, AuditHash.NONE), Optional.empty(), 10));
    }

    /// An event that was noted is found again, at whatever place, or is missed.
    @Test
    void expected_isComparedWhereItStands() {
        for (AuditEntry entry : List.of(at(1), at(1000), at(1001), at(EVENTS))) {
            assertTrue(verify(AuditPoint.START, Optional.of(entry.point()), 1_000_000)
                    .fault()
                    .isEmpty());
            AuditPoint other = new AuditPoint(entry.seq(), at(7).hash());
            assertFault(
                    entry.seq(), AuditFault.Kind.REWRITTEN, verify(AuditPoint.START, Optional.of(other), 1_000_000));
        }
        AuditPoint beyond = new AuditPoint(EVENTS + 1L, at(1).hash());
        assertFault(EVENTS + 1L, AuditFault.Kind.SHORTENED, verify(AuditPoint.START, Optional.of(beyond), 1_000_000));
    }

    private AuditEntry at(long seq) {
        return store.audit().after(chain, AuditFilter.NONE, seq - 1, 1).getFirst();
    }

    private static void assertFault(long seq, AuditFault.Kind kind, AuditVerdict verdict) {
        assertEquals(Optional.of(new AuditFault(seq, kind)), verdict.fault());
    }
}
