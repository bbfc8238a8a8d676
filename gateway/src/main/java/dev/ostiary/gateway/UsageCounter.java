package dev.ostiary.gateway;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.credit.CreditSpending;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.usage.FormerSecretUsage;
import dev.ostiary.core.usage.KeyUsage;
import dev.ostiary.core.usage.SeenAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what keys open on one event loop, until it is taken away to be stored. For that loop's thread only.
final class UsageCounter {
    private Map<KeyId, Count> counts = new HashMap<>();
    private Map<KeyDigest, Count> former = new HashMap<>();
    private Map<Spender, Long> spending = new HashMap<>();

    /// What was counted.
    ///
    /// @param former of secrets that were replaced, which is in that of their keys too
    /// @param spending what calls cost
    record Batch(List<KeyUsage> keys, List<FormerSecretUsage> former, List<CreditSpending> spending) {}

    private record Spender(OrganizationId organization, Optional<KeyId> key, LocalDate day) {}

    /// Counts a request that was let in.
    ///
    /// @param address where it came from, as text
    void count(KeyEntry key, Instant now, String address) {
        count(counts, key.id(), now, address);
        if (key.isByFormerSecret()) {
            count(former, key.digest(), now, address);
        }
    }

    /// Counts what a call cost; a negative number takes back.
    ///
    /// @param key null for a call without one
    void spend(OrganizationId organization, @Nullable KeyEntry key, LocalDate day, long credits) {
        Spender spender = new Spender(organization, Optional.ofNullable(key).map(KeyEntry::id), day);
        long _ = spending.merge(spender, credits, Long::sum);
    }

    private static <K> void count(Map<K, Count> counts, K key, Instant now, String address) {
        Count count = counts.get(key);
        if (count == null) {
            count = new Count();
            counts.put(key, count);
        }
        count.add(now, address);
    }

    /// Everything since the last call.
    Batch take() {
        Map<KeyId, Count> taken = counts;
        Map<KeyDigest, Count> takenFormer = former;
        Map<Spender, Long> spent = spending;
        counts = new HashMap<>();
        former = new HashMap<>();
        spending = new HashMap<>();
        List<KeyUsage> keys = new ArrayList<>(taken.size());
        taken.forEach((key, count) -> keys.add(new KeyUsage(key, count.requests, count.lastUsedAt, count.addresses())));
        List<FormerSecretUsage> secrets = new ArrayList<>(takenFormer.size());
        takenFormer.forEach((secret, count) -> secrets.add(
                new FormerSecretUsage(secret, count.requests, count.lastUsedAt, Optional.of(count.address))));
        List<CreditSpending> costs = new ArrayList<>(spent.size());
        spent.forEach((spender, credits) ->
                costs.add(new CreditSpending(spender.organization(), spender.key(), spender.day(), credits)));
        return new Batch(keys, secrets, costs);
    }

    private static final class Count {
        long requests;
        Instant lastUsedAt = Instant.EPOCH;
        String address = "";

        /// Those before the last one; null while there were none.
        private @Nullable FormerAddresses former;

        void add(Instant now, String from) {
            if (requests > 0 && !from.equals(address)) {
                former = former == null ? new FormerAddresses() : former;
                former.put(address, lastUsedAt);
            }
            requests++;
            lastUsedAt = now;
            address = from;
        }

        List<SeenAddress> addresses() {
            SeenAddress last = new SeenAddress(address, lastUsedAt);
            return former == null ? List.of(last) : former.with(last);
        }
    }

    /// The last few addresses of a key that were followed by another.
    private static final class FormerAddresses {
        private final @Nullable String[] addresses = new String[SeenAddress.KEPT];
        private final Instant[] times = new Instant[SeenAddress.KEPT];

        /// In its own place, in a free one, or in that of the oldest.
        void put(String address, Instant at) {
            int place = 0;
            for (int i = 0; i < addresses.length; i++) {
                String known = addresses[i];
                if (known == null || known.equals(address)) {
                    place = i;
                    break;
                }
                if (times[i].isBefore(times[place])) {
                    place = i;
                }
            }
            addresses[place] = address;
            times[place] = at;
        }

        List<SeenAddress> with(SeenAddress last) {
            List<SeenAddress> seen = new ArrayList<>(List.of(last));
            for (int i = 0; i < addresses.length; i++) {
                String address = addresses[i];
                if (address != null) {
                    seen.add(new SeenAddress(address, times[i]));
                }
            }
            return SeenAddress.latest(seen);
        }
    }
}
