package dev.ostiary.core.key;

import java.util.List;
import java.util.Optional;

/// What a text led to.
///
/// @param hint what would tell several keys apart; empty when nothing is to be told apart
public record Identification(List<IdentifiedKey> keys, List<IdentifiedTestKey> testKeys, Optional<String> hint) {
    public Identification {
        keys = List.copyOf(keys);
        testKeys = List.copyOf(testKeys);
    }

    /// Whether it led to no key.
    public boolean isEmpty() {
        return keys.isEmpty() && testKeys.isEmpty();
    }
}
