package dev.ostiary.control.rest;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.audit.AuditVerifier;
import dev.ostiary.core.audit.ReadTrail;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
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
public final class AuditRequests {
    /// The most events that one request verifies: about a second's work.
    static final int MOST_VERIFIED = 100_000;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final String POINT = "give SEQ:HASH, the number of an event and its hash";

    private final AuditLog log;
    private final AuditVerifier verifier;

    private final ReadTrail trail;

    AuditRequests(Store store, ReadTrail trail) {
        this.log = store.audit();
        this.trail = trail;
        this.verifier = new AuditVerifier(log);
    }

    /// A part of a listing; that one was begun is an event, which it has not in it itself.
    public ListOf<AuditEventBody> list(Actor actor, Chain chain, AuditFilter filter, PageRequest page) {
        Page<AuditEntry> found = log.list(chain.chain(), filter, page);
        if (page.cursor().isEmpty()) {
            note(actor, chain, AuditAction.AUDIT_READ, AuditChanges.made(filter.asTexts()));
        }
        return ListOf.of(found, AuditEventBody::of);
    }

    /// Whose chain is asked about.
    ///
    /// @param organization the one whose it is; empty for the installation's
    public record Chain(Optional<Organization> organization) {
        /// That of what belongs to no organization.
        public static final Chain INSTALLATION = new Chain(Optional.empty());

        /// The chain itself.
        public AuditChain chain() {
            return AuditChain.of(organization.map(Organization::id));
        }

        /// What people call it.
        String name() {
            return organization.map(each -> each.name().value()).orElse(AuditChain.INSTALLATION.name());
        }
    }

    private void note(Actor actor, Chain of, AuditAction action, AuditChanges what) {
        trail.note(
                actor,
                of.organization().map(Organization::id),
                action,
                of.chain().name(),
                of.name(),
                what);
    }

    AuditPointBody head(AuditChain chain) {
        return AuditPointBody.of(log.head(chain).orElse(AuditPoint.START));
    }

    /// A part of a verification; that one was begun is an event, which came after what it has read.
    public AuditVerificationBody verify(
            Actor actor, Chain chain, Optional<String> after, Optional<String> expect, Optional<String> limit) {
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
        var verified = verifier.verify(chain.chain(), from.orElse(AuditPoint.START), expected, most);
        if (from.isEmpty()) {
            note(actor, chain, AuditAction.AUDIT_VERIFIED, AuditChanges.NONE);
        }
        return AuditVerificationBody.of(verified);
    }
}
