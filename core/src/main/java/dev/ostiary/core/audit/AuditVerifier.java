package dev.ostiary.core.audit;

import static dev.ostiary.core.audit.AuditFault.Kind.ALTERED;
import static dev.ostiary.core.audit.AuditFault.Kind.EMPTY;
import static dev.ostiary.core.audit.AuditFault.Kind.HEAD;
import static dev.ostiary.core.audit.AuditFault.Kind.MISSING;
import static dev.ostiary.core.audit.AuditFault.Kind.REWRITTEN;
import static dev.ostiary.core.audit.AuditFault.Kind.SHORTENED;
import static dev.ostiary.core.audit.AuditFault.Kind.TRUNCATED;
import static dev.ostiary.core.audit.AuditFault.Kind.UNEXPECTED;
import static dev.ostiary.core.audit.AuditFault.Kind.UNLINKED;

import java.util.List;
import java.util.Optional;

/// Verifies chains: that every event is what was written, follows the one before it, and that none is missing at the
/// end. Reads in batches, so a chain of any length fits, and stands in nobody's way. Thread safe.
public final class AuditVerifier {
    private static final int BATCH = 1000;

    private final AuditLog log;

    public AuditVerifier(AuditLog log) {
        this.log = log;
    }

    /// Verifies the chain behind a point.
    ///
    /// @param from what was verified already; [AuditPoint#START] to begin
    /// @param expected an event that somebody has noted, to find out whether the whole chain was rewritten
    /// @param most how many events are verified at most; the rest is for another call, from what this one says
    public AuditVerdict verify(AuditChain chain, AuditPoint from, Optional<AuditPoint> expected, int most) {
        AuditPoint last = from;
        int left = most;
        while (left > 0) {
            List<AuditEntry> batch = log.after(
                    chain, AuditFilter.NONE, last.seq() == 0 ? Long.MIN_VALUE : last.seq(), Math.min(left, BATCH));
            for (AuditEntry entry : batch) {
                Optional<AuditFault> fault = check(last, entry, expected);
                if (fault.isPresent()) {
                    return new AuditVerdict(last, log.head(chain), true, fault);
                }
                last = entry.point();
            }
            left -= batch.size();
            // The head is read after the events: what is added meanwhile moves it on, never back.
            Optional<AuditPoint> head = batch.isEmpty() ? log.head(chain) : Optional.empty();
            if (batch.isEmpty() && !isBehind(chain, last, head)) {
                return end(last, head, expected);
            }
        }
        return new AuditVerdict(last, log.head(chain), false, Optional.empty());
    }

    private static Optional<AuditFault> check(AuditPoint last, AuditEntry entry, Optional<AuditPoint> expected) {
        long next = last.seq() + 1;
        if (entry.seq() != next) {
            return entry.seq() > next ? fault(next, MISSING) : fault(entry.seq(), UNEXPECTED);
        }
        if (!entry.isIntact()) {
            return fault(next, ALTERED);
        }
        if (!entry.previous().equals(last.hash())) {
            return fault(next, UNLINKED);
        }
        return expected.filter(point -> point.seq() == next && !point.hash().equals(entry.hash()))
                .flatMap(_ -> fault(next, REWRITTEN));
    }

    /// Whether events came in between the last look at the events and that at the head.
    private boolean isBehind(AuditChain chain, AuditPoint last, Optional<AuditPoint> head) {
        return head.isPresent()
                && head.get().seq() > last.seq()
                && !log.after(chain, AuditFilter.NONE, last.seq(), 1).isEmpty();
    }

    private static AuditVerdict end(AuditPoint last, Optional<AuditPoint> head, Optional<AuditPoint> expected) {
        return new AuditVerdict(
                last,
                head,
                true,
                fault(last, head)
                        .or(() -> expected.filter(point -> point.seq() > last.seq())
                                .flatMap(_ -> fault(last.seq() + 1, SHORTENED))));
    }

    private static Optional<AuditFault> fault(AuditPoint last, Optional<AuditPoint> head) {
        if (head.isEmpty()) {
            return last.seq() == 0 ? fault(1, EMPTY) : fault(last.seq(), HEAD);
        }
        long end = head.get().seq();
        if (end > last.seq()) {
            return fault(last.seq() + 1, TRUNCATED);
        }
        if (end < last.seq()) {
            return fault(end + 1, UNEXPECTED);
        }
        return head.get().equals(last) ? Optional.empty() : fault(last.seq(), HEAD);
    }

    private static Optional<AuditFault> fault(long seq, AuditFault.Kind kind) {
        return Optional.of(new AuditFault(seq, kind));
    }
}
