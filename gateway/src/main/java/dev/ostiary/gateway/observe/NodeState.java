package dev.ostiary.gateway.observe;

import java.time.Instant;

/// What a node knows of itself apart from its requests. Asked from any thread.
public interface NodeState {
    /// How a node stands to requests.
    enum Standing {
        READY("Requests are served."),
        LOADING("Keys and routes are not loaded yet."),
        STALE("Nothing was heard of the store for too long; requests are served by what is known."),
        DRAINING("The node is stopping; requests in progress are ended.");

        private final String detail;

        Standing(String detail) {
            this.detail = detail;
        }

        /// What it means, for people.
        String detail() {
            return detail;
        }
    }

    Standing standing();

    /// How many keys are known.
    long keys();

    /// The number of the newest change that is obeyed.
    long appliedChange();

    /// When the store last answered; [Instant#EPOCH] when it never did.
    Instant heardAt();
}
