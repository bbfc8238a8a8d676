package dev.ostiary.core.key;

import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// When a key that is to be issued shall end.
public sealed interface Expiry {
    /// What a key gets that says nothing: 90 days.
    Duration DEFAULT_LIFE = Duration.ofDays(90);

    /// The last instant that can be asked for. Everything that keeps or prints instants has room for it, and it
    /// fits a count of milliseconds; one that does not would keep every node from loading any key.
    Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /// Ninety days from now.
    record Default() implements Expiry {}

    /// At that instant, which must be in the future.
    record At(Instant instant) implements Expiry {}

    /// Not at all.
    record Never() implements Expiry {}

    /// The instant from which the key is refused, in whole milliseconds; empty for never.
    ///
    /// @throws RefusedException `request.invalid` when that instant is not in the future, or later than [#LATEST]
    default Optional<Instant> resolve(Instant now) {
        return switch (this) {
            case Default _ -> Optional.of(now.plus(DEFAULT_LIFE).truncatedTo(ChronoUnit.MILLIS));
            case Never _ -> Optional.empty();
            case At(Instant instant) -> {
                Instant end = instant.truncatedTo(ChronoUnit.MILLIS);
                if (!end.isAfter(now) || end.isAfter(LATEST)) {
                    throw RefusedException.field(
                            "expiresAt", "give a time in the future and before the year 10000, or null for never");
                }
                yield Optional.of(end);
            }
        };
    }
}
