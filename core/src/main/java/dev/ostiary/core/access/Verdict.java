package dev.ostiary.core.access;

import dev.ostiary.core.id.KeyId;
import org.jspecify.annotations.Nullable;

/// What was decided of a request. A denial is a value, not an exception.
public sealed interface Verdict {
    /// A valid key opened the door.
    record Allowed(Permit permit) implements Verdict {}

    /// The policy lets the request pass without a key.
    record Anonymous(Permit permit) implements Verdict {}

    /// The request must not pass.
    ///
    /// @param key the key it came with, when it was a known one; never shown to the caller
    record Denied(DenialReason reason, @Nullable KeyId key) implements Verdict {}
}
