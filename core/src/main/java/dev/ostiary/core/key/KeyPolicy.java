package dev.ostiary.core.key;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Version;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// What an organization allows of its keys. It holds for what is asked for from now on; keys that exist stay as they
/// are.
///
/// @param longestLife how long a key may live from when it is made or its expiry is set; empty for any time
/// @param mayNeverExpire whether keys without an expiry may be made; never together with a longest life
/// @param mostLiveKeys how many keys there may be that are neither revoked nor deleted; empty for any number
public record KeyPolicy(Optional<Duration> longestLife, boolean mayNeverExpire, Optional<Integer> mostLiveKeys) {
    /// Everything is allowed.
    public static final KeyPolicy OPEN = new KeyPolicy(Optional.empty(), true, Optional.empty());

    /// The longest of the longest lives.
    public static final Duration MAX_LIFE = Duration.ofDays(3650);

    /// The largest number of keys that can be set.
    public static final int MAX_KEYS = 100_000_000;

    public KeyPolicy {
        if (longestLife.isPresent() && mayNeverExpire
                || longestLife.filter(life -> !isLife(life)).isPresent()
                || mostLiveKeys.filter(most -> !isCount(most)).isPresent()) {
            throw new IllegalArgumentException("not a policy of keys");
        }
    }

    /// What it is of an organization, until another is set.
    public Version version(OrganizationId organization) {
        return Version.of(organization.value(), texts());
    }

    /// What it says, as texts.
    Map<String, String> texts() {
        return Map.of(
                "longestLife", longestLife.map(Object::toString).orElse("any"),
                "mayNeverExpire", Boolean.toString(mayNeverExpire),
                "mostLiveKeys", mostLiveKeys.map(Object::toString).orElse("any"));
    }

    /// Whether a longest life may be so long: 1 minute to ten years in whole seconds.
    public static boolean isLife(Duration life) {
        return life.compareTo(Duration.ofMinutes(1)) >= 0
                && life.compareTo(MAX_LIFE) <= 0
                && life.truncatedTo(ChronoUnit.SECONDS).equals(life);
    }

    /// Whether the most keys may be so many.
    public static boolean isCount(int most) {
        return most >= 1 && most <= MAX_KEYS;
    }
}
