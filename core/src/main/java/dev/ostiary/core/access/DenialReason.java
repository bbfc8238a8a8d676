package dev.ostiary.core.access;

import dev.ostiary.core.problem.ProblemCode;

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
    DISABLED(ProblemCode.CREDENTIAL_INVALID);

    private final ProblemCode problem;

    DenialReason(ProblemCode problem) {
        this.problem = problem;
    }

    /// What the caller is told.
    public ProblemCode problem() {
        return problem;
    }
}
