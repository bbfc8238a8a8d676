package dev.ostiary.core.precondition;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.Optional;
import java.util.Set;

/// Which [Version] a thing must have to be changed (RFC 9110, section 13.1.1). Operations judge it in their
/// transaction, on the thing they hold, so that of two who have seen the same version one changes it.
///
/// @param versions one of them it must be; empty for any
public record Precondition(Optional<Set<Version>> versions) {
    /// Any version will do.
    public static final Precondition NONE = new Precondition(Optional.empty());

    public Precondition {
        versions = versions.map(Set::copyOf);
    }

    /// Goes on when the thing has such a version.
    ///
    /// @throws RefusedException `precondition.failed`
    public void require(Version present) {
        if (versions.isPresent() && !versions.get().contains(present)) {
            throw new RefusedException(ProblemCode.PRECONDITION_FAILED);
        }
    }
}
