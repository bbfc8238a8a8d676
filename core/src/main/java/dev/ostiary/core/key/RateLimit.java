package dev.ostiary.core.key;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// How many requests a key may make in a window. A key may have several, each with a name; a request must be within all
/// of them and is counted in all or in none.
///
/// @param name what callers read in `RateLimit` and `RateLimit-Policy`
/// @param requests how many, at once or spread over the window
/// @param window how long until that many may be made again, in whole seconds
public record RateLimit(String name, long requests, Duration window) {
    /// The most limits a key may have.
    public static final int MAX_COUNT = 8;

    /// The longest window.
    public static final Duration MAX_WINDOW = Duration.ofDays(31);

    /// What a valid one looks like, for error messages.
    public static final String REMEDY =
            "give a name of 1 to 32 letters, digits or '-', 1 to 1000000000 requests, and a "
                    + "window of 1 second to 31 days in whole seconds";

    private static final long MAX_REQUESTS = 1_000_000_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");

    public RateLimit {
        if (!NAME.matcher(name).matches()
                || requests < 1
                || requests > MAX_REQUESTS
                || window.compareTo(Duration.ofSeconds(1)) < 0
                || window.compareTo(MAX_WINDOW) > 0
                || !window.equals(window.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("not a rate limit");
        }
    }

    /// The window as an ISO 8601 duration, in days when it is whole days: `PT1M`, `P1D`.
    public String windowText() {
        boolean isWholeDays = window.equals(Duration.ofDays(window.toDays()));
        return isWholeDays ? "P" + window.toDays() + "D" : window.toString();
    }

    /// Makes one of outside input; empty when it is not one.
    public static Optional<RateLimit> of(String name, long requests, Duration window) {
        try {
            return Optional.of(new RateLimit(name, requests, window));
        } catch (IllegalArgumentException notALimit) {
            return Optional.empty();
        }
    }
}
