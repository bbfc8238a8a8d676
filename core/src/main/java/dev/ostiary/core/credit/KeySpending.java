package dev.ostiary.core.credit;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.page.Rank;
import java.util.Optional;

/// How many credits calls of one key cost in some days.
///
/// @param key empty for calls without one
/// @param name what the key is called; empty for one that is not known any more
public record KeySpending(Optional<KeyId> key, Optional<DisplayName> name, long credits) {
    /// Where it stands in a listing, the most first.
    public Rank rank() {
        return new Rank(credits, key.map(KeyId::value).orElse(""));
    }
}
