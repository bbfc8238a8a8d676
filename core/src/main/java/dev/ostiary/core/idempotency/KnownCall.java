package dev.ostiary.core.idempotency;

import java.time.Instant;
import java.util.Optional;

/// A call as it is written down.
///
/// @param claim who has begun it: one attempt, not one client
/// @param endsAt until when it is known; one that is not done by then may be begun anew
/// @param answer what was answered; empty while it is in progress
public record KnownCall(RepeatableCall call, String claim, Instant endsAt, Optional<KeptAnswer> answer) {}
