package dev.ostiary.app.server;

import dev.ostiary.core.node.Follower;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a follower's state means for requests. Made before the follower, which needs the routes of a gateway that asks
/// this.
final class Readiness {
    /// How long nothing may be heard of the store.
    private static final Duration STALENESS = Duration.ofSeconds(10);

    private final Clock clock;
    private volatile @Nullable Follower follower;

    Readiness(Clock clock) {
        this.clock = clock;
    }

    void of(Follower started) {
        follower = started;
    }

    /// Whether everything was loaded once; the gateway refuses every request before that, and goes on with what it
    /// knows after.
    boolean isLoaded() {
        Follower known = follower;
        return known != null && known.isLoaded();
    }

    /// Whether what is loaded is also up to date.
    boolean isFresh() {
        Follower known = follower;
        return known != null
                && known.isLoaded()
                && known.heardAt().plus(STALENESS).isAfter(clock.instant());
    }
}
