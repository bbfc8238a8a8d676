package dev.ostiary.core.traffic;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.page.Rank;
import java.util.Optional;

/// One of several subjects, compared by their requests.
///
/// @param subject its name
/// @param keyName what a key is called; empty for a route, and for a key that is not known any more
/// @param ranked how many requests its place is by
public record TrafficRank(String subject, Optional<DisplayName> keyName, long ranked, TrafficTotals totals) {
    /// Its place in a listing.
    public Rank rank() {
        return new Rank(ranked, subject);
    }
}
