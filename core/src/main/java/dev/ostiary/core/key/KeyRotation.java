package dev.ostiary.core.key;

import java.time.Duration;
import java.util.Optional;

/// How a key shall get another secret.
///
/// @param grace how long the present secret is accepted besides, from not at all to [#MAX_GRACE]
/// @param expiry when the key shall end; empty for when it would have ended anyway
public record KeyRotation(Duration grace, Optional<Expiry> expiry) {
    /// The longest grace.
    public static final Duration MAX_GRACE = Duration.ofDays(7);

    /// What a valid grace looks like, for error messages.
    public static final String REMEDY = "give a grace of 0 seconds to 7 days";

    public KeyRotation {
        if (!isGrace(grace)) {
            throw new IllegalArgumentException("not a grace");
        }
    }

    /// Whether a grace may be so long.
    public static boolean isGrace(Duration grace) {
        return !grace.isNegative() && grace.compareTo(MAX_GRACE) <= 0;
    }
}
