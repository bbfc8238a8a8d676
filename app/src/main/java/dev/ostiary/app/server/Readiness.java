package dev.ostiary.app.server;

import dev.ostiary.core.node.Follower;
import dev.ostiary.gateway.observe.NodeState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a follower's state means for requests. Made before the follower, which needs the routes of a gateway that asks
/// this.
final class Readiness {
    /// How long nothing may be heard of the store.
    private static final Duration STALENESS = Duration.ofSeconds(10);

    private final Clock clock;
    private volatile @Nullable Follower follower;
    private volatile boolean isDraining;

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

    /// Whether what is loaded is also up to date, and the node is not stopping.
    boolean isFresh() {
        return standing() == NodeState.Standing.READY;
    }

    /// Whether everything was loaded, and the store has answered lately.
    boolean isHeard() {
        Follower known = follower;
        return known != null
                && known.isLoaded()
                && known.heardAt().plus(STALENESS).isAfter(clock.instant());
    }

    /// How the node stands to requests.
    NodeState.Standing standing() {
        Follower known = follower;
        if (isDraining) {
            return NodeState.Standing.DRAINING;
        }
        if (known == null || !known.isLoaded()) {
            return NodeState.Standing.LOADING;
        }
        return isHeard() ? NodeState.Standing.READY : NodeState.Standing.STALE;
    }

    /// From now on the node is not ready any more.
    void drain() {
        isDraining = true;
    }

    /// The number of the newest change that is obeyed.
    long appliedSeq() {
        Follower known = follower;
        return known == null ? 0 : known.appliedSeq();
    }

    /// When the store last answered.
    Instant heardAt() {
        Follower known = follower;
        return known == null ? Instant.EPOCH : known.heardAt();
    }
}
