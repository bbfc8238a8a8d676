package dev.ostiary.core.vault;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// By what a listing of provider keys is sorted, and by their ids where that is the same.
public enum ProviderKeySort {
    /// By name, letter case aside.
    NAME('n', key -> ProviderKeyListing.folded(key.name().value())),
    /// By the time of creation.
    CREATED('c', key -> millis(Optional.of(key.created().at()))),
    /// By the time of the last change.
    CHANGED('e', key -> millis(Optional.of(key.changed().at()))),
    /// By the time of the last use; what was never used comes before all.
    LAST_USED('u', key -> millis(key.lastUsedAt()));

    private final char mark;
    private final Function<ProviderKey, String> value;

    ProviderKeySort(char mark, Function<ProviderKey, String> value) {
        this.mark = mark;
        this.value = value;
    }

    /// What tells its cursors from others.
    char mark() {
        return mark;
    }

    /// What a key is sorted by, as text: a folded name, or milliseconds since 1970.
    String value(ProviderKey key) {
        return value.apply(key);
    }

    private static String millis(Optional<Instant> instant) {
        return Long.toString(instant.map(Instant::toEpochMilli).orElse(0L));
    }
}
