package dev.ostiary.control.console;

import dev.ostiary.control.rest.KeyBody;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The first steps of an organization: an agent, its deployment, a key, a call. Shown until calls are nothing new.
///
/// @param url where some agent can be called; empty when none is deployed
/// @param key the newest name to call with; empty when there is no key
/// @param arrivedAt when the call came that ends the tour
record Tour(boolean hasAgent, Optional<String> url, Optional<String> key, Optional<Instant> arrivedAt) {
    /// After so many calls nobody needs to be shown that they arrive.
    private static final long KNOWN_AFTER = 5;

    /// Whether there is anything to show yet.
    ///
    /// @param latest the keys that were used last, of all
    static boolean isWanted(List<KeyBody> latest) {
        return latest.stream().mapToLong(KeyBody::requests).sum() < KNOWN_AFTER;
    }

    /// @param latest the keys that were used last, of all
    static Tour of(boolean hasAgent, Optional<String> url, List<KeyBody> latest) {
        Optional<KeyBody> key = latest.stream().findFirst();
        return new Tour(hasAgent, url, key.map(KeyBody::name), key.flatMap(KeyBody::lastUsedAt));
    }

    /// Whether the call has come.
    public boolean isOver() {
        return arrivedAt.isPresent();
    }
}
