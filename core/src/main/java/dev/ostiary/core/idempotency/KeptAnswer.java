package dev.ostiary.core.idempotency;

import java.util.Optional;

/// What was answered, as it may be answered again: without any secret.
///
/// @param location where what was made is found
/// @param tag the `ETag` of what was made, with its quotation marks
/// @param body JSON
public record KeptAnswer(int status, Optional<String> location, Optional<String> tag, String body) {
    /// That the call was done, and its answer is not known: it is still to come, or was lost with a server.
    public static final KeptAnswer UNKNOWN = new KeptAnswer(0, Optional.empty(), Optional.empty(), "");
}
