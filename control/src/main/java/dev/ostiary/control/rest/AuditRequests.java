package dev.ostiary.control.rest;

import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.audit.AuditVerifier;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What may be asked of a chain, whoever it belongs to.
final class AuditRequests {
    /// The most events that one request verifies: about a second's work.
    static final int MOST_VERIFIED = 100_000;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final String POINT = "give SEQ:HASH, the number of an event and its hash";

    private final AuditLog log;
    private final AuditVerifier verifier;

    AuditRequests(Store store) {
        this.log = store.audit();
        this.verifier = new AuditVerifier(log);
    }

    ListOf<AuditEventBody> list(AuditChain chain, AuditFilter filter, PageRequest page) {
        return ListOf.of(log.list(chain, filter, page), AuditEventBody::of);
    }

    AuditPointBody head(AuditChain chain) {
        return AuditPointBody.of(log.head(chain).orElse(AuditPoint.START));
    }

    AuditVerificationBody verify(
            AuditChain chain, Optional<String> after, Optional<String> expect, Optional<String> limit) {
        List<FieldProblem> problems = new ArrayList<>();
        Optional<AuditPoint> from = after.flatMap(AuditPoint::parse);
        Optional<AuditPoint> expected = expect.flatMap(AuditPoint::parse);
        int most = limit.filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::parseInt)
                .orElse(limit.isPresent() ? 0 : MOST_VERIFIED);
        if (from.isEmpty() && after.isPresent()) {
            problems.add(new FieldProblem("after", POINT));
        }
        if (expected.isEmpty() && expect.isPresent()) {
            problems.add(new FieldProblem("expect", POINT));
        }
        if (most < 1 || most > MOST_VERIFIED) {
            problems.add(new FieldProblem("limit", "give one whole number from 1 to " + MOST_VERIFIED));
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(ProblemCode.REQUEST_INVALID, problems);
        }
        return AuditVerificationBody.of(verifier.verify(chain, from.orElse(AuditPoint.START), expected, most));
    }
}
