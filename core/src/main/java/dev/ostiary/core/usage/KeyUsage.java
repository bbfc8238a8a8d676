package dev.ostiary.core.usage;

import dev.ostiary.core.id.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How often a key was let in, and when last. As a batch entry the count is what came since the batch before.
///
/// @param addresses where these requests came from, as far as that is known and kept ([SeenAddress#latest])
public record KeyUsage(KeyId key, long requests, Instant lastUsedAt, List<SeenAddress> addresses) {
    public KeyUsage {
        addresses = List.copyOf(addresses);
    }

    /// Usage from nowhere in particular.
    public KeyUsage(KeyId key, long requests, Instant lastUsedAt) {
        this(key, requests, lastUsedAt, List.of());
    }

    /// Usage from one address.
    public KeyUsage(KeyId key, long requests, Instant lastUsedAt, String address) {
        this(key, requests, lastUsedAt, List.of(new SeenAddress(address, lastUsedAt)));
    }

    /// Where the last request came from; empty when that is not known.
    public Optional<String> lastAddress() {
        return addresses.stream()
                .findFirst()
                .filter(last -> last.lastSeenAt().equals(lastUsedAt))
                .map(SeenAddress::address);
    }

    /// Both together: counts added, the later time, the latest addresses.
    public KeyUsage plus(KeyUsage other) {
        KeyUsage later = lastUsedAt.isAfter(other.lastUsedAt) ? this : other;
        List<SeenAddress> seen =
                Stream.concat(addresses.stream(), other.addresses.stream()).toList();
        return new KeyUsage(key, requests + other.requests, later.lastUsedAt, SeenAddress.latest(seen));
    }

    /// The same from nowhere in particular.
    public KeyUsage withoutAddresses() {
        return new KeyUsage(key, requests, lastUsedAt);
    }
}
