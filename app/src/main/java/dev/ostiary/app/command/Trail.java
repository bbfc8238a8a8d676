package dev.ostiary.app.command;

import dev.ostiary.core.audit.AuditPoint;
import java.util.Optional;

/// A chain of audit events that can be verified part by part.
///
/// @param chain its name
/// @param owner whose it is, in words
record Trail(String chain, String owner, Verifier verifier) {
    /// Verifies a part.
    @FunctionalInterface
    interface Verifier {
        /// Verifies what comes behind a point, as much as is done at once.
        Part verify(AuditPoint from, Optional<AuditPoint> expected);
    }

    /// How far it was verified.
    ///
    /// @param head the end of the chain as it is noted
    /// @param isComplete whether there is nothing more to verify
    record Part(AuditPoint verified, AuditPoint head, boolean isComplete, Optional<Fault> fault) {}

    /// Where it is broken.
    ///
    /// @param seq the first number at which it is
    /// @param kind in which way, in a word
    /// @param detail in which way
    record Fault(long seq, String kind, String detail) {}
}
