package dev.ostiary.core.usage;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An address that requests came from, and when the last of them.
public record SeenAddress(String address, Instant lastSeenAt) {
    /// So many of a key are kept.
    public static final int KEPT = 5;

    private static final Comparator<SeenAddress> LATEST =
            Comparator.comparing(SeenAddress::lastSeenAt).reversed().thenComparing(SeenAddress::address);

    /// The ones that were seen last, each once, the latest first.
    public static List<SeenAddress> latest(Collection<SeenAddress> seen) {
        if (seen.size() <= 1) {
            return List.copyOf(seen);
        }
        Map<String, SeenAddress> byAddress = new HashMap<>();
        for (SeenAddress one : seen) {
            SeenAddress _ = byAddress.merge(
                    one.address(), one, (before, now) -> before.lastSeenAt().isAfter(now.lastSeenAt()) ? before : now);
        }
        return byAddress.values().stream().sorted(LATEST).limit(KEPT).toList();
    }
}
