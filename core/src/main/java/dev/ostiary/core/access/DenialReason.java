package dev.ostiary.core.access;

import dev.ostiary.core.problem.ProblemCode;
import java.util.Locale;

/// Why a request was denied: the truth, for the log and the audit trail. The caller learns only the problem code,
/// which is the same for every reason that would tell something of a key.
public enum DenialReason {
    /// There is no credential where one is read.
    MISSING(ProblemCode.CREDENTIAL_MISSING),
    /// There are several, or the credential also stands where it must not.
    AMBIGUOUS(ProblemCode.CREDENTIAL_AMBIGUOUS),
    /// It cannot be a key: length, alphabet, prefix or checksum is wrong.
    MALFORMED(ProblemCode.CREDENTIAL_INVALID),
    /// No such key.
    UNKNOWN(ProblemCode.CREDENTIAL_INVALID),
    /// A key of another organization.
    OTHER_ORGANIZATION(ProblemCode.CREDENTIAL_INVALID),
    /// A key of the organization that is bound to something else.
    OUTSIDE_BINDING(ProblemCode.CREDENTIAL_INVALID),
    REVOKED(ProblemCode.CREDENTIAL_INVALID),
    EXPIRED(ProblemCode.CREDENTIAL_INVALID),
    DISABLED(ProblemCode.CREDENTIAL_INVALID),
    /// A secret that was replaced by another, and whose grace is over.
    REPLACED(ProblemCode.CREDENTIAL_INVALID),
    /// A key of the organization that the policy does not take.
    NOT_SELECTED(ProblemCode.CREDENTIAL_INVALID),
    /// A secret with a public id that is not its own.
    WRONG_PAIR(ProblemCode.CREDENTIAL_INVALID),
    /// A public id alone, from a page of a domain that the key does not list.
    ORIGIN_REFUSED(ProblemCode.ORIGIN_REFUSED),
    /// From an address that the key does not list, or that is not known.
    ADDRESS_REFUSED(ProblemCode.ADDRESS_REFUSED),
    /// The key's scopes do not cover the call.
    SCOPE_MISSING(ProblemCode.SCOPE_MISSING),
    /// One of the key's rate limits is used up.
    RATE_LIMITED(ProblemCode.RATE_LIMITED),
    /// The organization's credits are used up, or those that the key has of its own.
    NO_CREDITS(ProblemCode.CREDITS_NONE_LEFT),
    /// Too many wrong credentials came from the address.
    TOO_MANY_FAILURES(ProblemCode.TOO_MANY_FAILURES);

    private final ProblemCode problem;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    DenialReason(ProblemCode problem) {
        this.problem = problem;
    }

    /// As logs, metrics and counts name it: `other-organization`.
    public String label() {
        return label;
    }

    /// What the caller is told.
    public ProblemCode problem() {
        return problem;
    }
}
