package dev.ostiary.core.audit;

import java.util.Optional;

/// How far a chain was verified, and what was found.
///
/// @param verified the last event up to which everything is as it was written
/// @param head the end of the chain as it is noted; empty when it is not
/// @param isComplete whether there is nothing more to verify
/// @param fault where the chain is broken; empty when it is not as far as it was verified
public record AuditVerdict(
        AuditPoint verified, Optional<AuditPoint> head, boolean isComplete, Optional<AuditFault> fault) {}
