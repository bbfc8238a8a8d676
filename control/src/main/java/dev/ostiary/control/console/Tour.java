package dev.ostiary.control.console;

import dev.ostiary.control.rest.KeyBody;
import dev.ostiary.core.usage.KeyUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The first steps of an organization: an agent, its deployment, a key, a call. Shown until calls are nothing new:
/// those with keys that were deleted since have come as well.
///
/// @param url where some agent can be called; empty when none is deployed
/// @param key a name to call with; empty when there is no key
/// @param caller the name of the key that the last call came with; empty when there was none or that is gone
/// @param arrivedAt when the call came that ends the tour
record Tour(
        boolean hasAgent,
        Optional<String> url,
        Optional<String> key,
        Optional<String> caller,
        Optional<Instant> arrivedAt) {
    /// After so many calls nobody needs to be shown that they arrive.
    private static final long KNOWN_AFTER = 5;

    /// Whether there is anything to show yet.
    ///
    /// @param used what was used last, deleted keys too
    static boolean isWanted(List<KeyUsage> used) {
        return used.stream().mapToLong(KeyUsage::requests).sum() < KNOWN_AFTER;
    }

    /// @param latest the keys that were used last, of those that are there
    /// @param used what was used last, deleted keys too
    static Tour of(boolean hasAgent, Optional<String> url, List<KeyBody> latest, List<KeyUsage> used) {
        Optional<KeyUsage> last = used.stream().findFirst();
        return new Tour(
                hasAgent,
                url,
                latest.stream().findFirst().map(KeyBody::name),
                last.flatMap(call -> latest.stream()
                        .filter(key -> key.id().equals(call.key().value()))
                        .map(KeyBody::name)
                        .findFirst()),
                last.map(KeyUsage::lastUsedAt));
    }

    /// Whether the call has come.
    public boolean isOver() {
        return arrivedAt.isPresent();
    }
}
