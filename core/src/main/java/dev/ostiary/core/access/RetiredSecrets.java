package dev.ostiary.core.access;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The secrets that were replaced lately, of all keys. They are few, and looked for only when no key has the digest; so
/// they stand beside the packed keys, not among them. One thread changes it, any number read.
final class RetiredSecrets {
    private final Map<KeyDigest, RetiredSecret> byDigest = new ConcurrentHashMap<>();
    private final Map<KeyId, List<RetiredSecret>> byKey = new HashMap<>();
    private final PriorityQueue<RetiredSecret> byEnd =
            new PriorityQueue<>(Comparator.comparingLong(RetiredSecret::acceptedUntilMillis));
    private long countedSince = Long.MAX_VALUE;
    private long fingerprint;

    boolean isEmpty() {
        return byDigest.isEmpty();
    }

    @Nullable
    RetiredSecret find(KeyDigest digest) {
        return byDigest.get(digest);
    }

    /// Adds one to those of its key.
    void add(RetiredSecret secret) {
        byDigest.put(secret.digest(), secret);
        fingerprint += counted(secret);
        byKey.merge(secret.key(), List.of(secret), RetiredSecrets::both);
        byEnd.add(secret);
    }

    /// Puts those of a key in the place of what was known of it.
    void put(KeyId key, List<RetiredSecret> secrets) {
        List<RetiredSecret> before = byKey.getOrDefault(key, List.of());
        if (before.equals(secrets)) {
            return;
        }
        for (RetiredSecret secret : secrets) {
            byDigest.put(secret.digest(), secret);
            fingerprint += counted(secret);
            byEnd.add(secret);
        }
        for (RetiredSecret gone : before) {
            fingerprint -= counted(gone);
            if (secrets.stream().noneMatch(secret -> secret.digest().equals(gone.digest()))) {
                byDigest.remove(gone.digest());
            }
        }
        if (secrets.isEmpty()) {
            byKey.remove(key);
        } else {
            byKey.put(key, List.copyOf(secrets));
        }
    }

    /// Forgets what was refused at that millisecond or before.
    void forgetUntil(long millis) {
        for (RetiredSecret first = byEnd.peek();
                first != null && first.acceptedUntilMillis() <= millis;
                first = byEnd.peek()) {
            RetiredSecret ended = byEnd.remove();
            // What was put in its place meanwhile stays.
            if (byDigest.remove(ended.digest(), ended)) {
                fingerprint -= counted(ended);
                List<RetiredSecret> left = byKey.getOrDefault(ended.key(), List.of()).stream()
                        .filter(secret -> !secret.equals(ended))
                        .toList();
                if (left.isEmpty()) {
                    byKey.remove(ended.key());
                } else {
                    byKey.put(ended.key(), left);
                }
            }
        }
    }

    /// Forgets those of keys that are not there.
    void forgetUnless(Predicate<KeyId> isThere) {
        byKey.keySet().stream().filter(isThere.negate()).toList().forEach(key -> put(key, List.of()));
    }

    /// A sum of one hash for each that is refused only after that millisecond.
    long fingerprint(long sinceMillis) {
        if (countedSince != sinceMillis) {
            countedSince = sinceMillis;
            fingerprint = byDigest.values().stream().mapToLong(this::counted).sum();
        }
        return fingerprint;
    }

    private long counted(RetiredSecret secret) {
        if (secret.acceptedUntilMillis() <= countedSince) {
            return 0;
        }
        long hash = Mixing.mix(secret.digest().first(), secret.digest().second());
        return Mixing.mix(Mixing.mix(hash, Mixing.of(secret.key().value())), secret.acceptedUntilMillis());
    }

    private static List<RetiredSecret> both(List<RetiredSecret> some, List<RetiredSecret> others) {
        List<RetiredSecret> all = new ArrayList<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
