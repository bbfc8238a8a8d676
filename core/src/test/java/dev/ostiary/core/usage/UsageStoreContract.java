package dev.ostiary.core.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [UsageStore] does.
public abstract class UsageStoreContract extends StoreContract {
    private KeyId newId() {
        return KeyId.create(randomness, tick());
    }

    private static KeyUsage used(KeyId key, long requests, Instant lastUsedAt) {
        return new KeyUsage(key, requests, lastUsedAt);
    }

    private Map<KeyId, KeyUsage> find(KeyId... keys) {
        return store.usage().find(List.of(keys));
    }

    /// Counts are summed over batches, each key by itself.
    @Test
    void add_sumsCounts() {
        KeyId one = newId();
        KeyId other = newId();
        store.usage().add(List.of(used(one, 3, START), used(other, 1, START)));
        store.usage().add(List.of(used(one, 4, START.plusSeconds(1))));

        assertEquals(Map.of(one, used(one, 7, START.plusSeconds(1)), other, used(other, 1, START)), find(one, other));
    }

    /// A batch that comes late does not turn the time back.
    @Test
    void add_late_keepsTheLatestTime() {
        KeyId key = newId();
        store.usage().add(List.of(used(key, 1, START.plusMillis(1))));
        store.usage().add(List.of(used(key, 1, START)));

        assertEquals(Map.of(key, used(key, 2, START.plusMillis(1))), find(key));
    }

    /// A batch may name a key twice.
    @Test
    void add_sameKeyTwice_sumsBoth() {
        KeyId key = newId();
        store.usage().add(List.of(used(key, 1, START.plusSeconds(1)), used(key, 2, START)));

        assertEquals(Map.of(key, used(key, 3, START.plusSeconds(1))), find(key));
    }

    /// A batch may be empty or large.
    @Test
    void add_anySize_isTaken() {
        List<KeyUsage> batch = new ArrayList<>();
        for (int number = 0; number < 1203; number++) {
            batch.add(used(newId(), number + 1L, START));
        }
        store.usage().add(List.of());
        store.usage().add(batch);

        Map<KeyId, KeyUsage> found =
                store.usage().find(batch.stream().map(KeyUsage::key).toList());
        assertEquals(1203, found.size());
        batch.forEach(usage -> assertEquals(usage, found.get(usage.key())));
    }

    /// Large counts do not overflow.
    @Test
    void add_largeCounts_areKept() {
        KeyId key = newId();
        store.usage().add(List.of(used(key, 1L << 40, START)));
        store.usage().add(List.of(used(key, 1L << 40, START)));

        assertEquals(Map.of(key, used(key, 1L << 41, START)), find(key));
    }

    /// A key that was never used is not in the answer, nor is one that was not asked for.
    @Test
    void find_neverUsed_isAbsent() {
        KeyId used = newId();
        KeyId other = newId();
        KeyId neverUsed = newId();
        store.usage().add(List.of(used(used, 1, START), used(other, 1, START)));

        assertEquals(Map.of(used, used(used, 1, START)), find(used, neverUsed));
        assertEquals(Map.of(), find());
    }

    /// Counting never touches the key's record: a key that was changed meanwhile stays so, a deleted one stays
    /// deleted (R07).
    @Test
    void add_leavesTheKeyAlone() {
        Organization acme = organization("acme");
        ApiKey disabled = change(key(acme, "disabled"), key -> key.disabled(stamp("admin")));
        ApiKey deleted = change(key(acme, "deleted"), key -> key.deleted(stamp("admin")));
        store.usage().add(List.of(used(disabled.id(), 1, tick()), used(deleted.id(), 1, tick())));

        assertEquals(Optional.of(disabled), store.keys().find(acme.id(), disabled.id()));
        assertEquals(Optional.empty(), store.keys().find(acme.id(), deleted.id()));
    }

    /// A batch counts whole or not at all.
    @Test
    void add_rolledBack_countsNothing() {
        KeyId key = newId();
        assertThrows(
                ArithmeticException.class,
                () -> inTransaction(() -> {
                    store.usage().add(List.of(used(key, 1, START)));
                    throw new ArithmeticException("afterwards");
                }));

        assertEquals(Map.of(), find(key));
    }

    /// Nodes that count the same keys at once, in any order, neither lose a request nor hold each other up for
    /// ever.
    @Test
    void add_manyAtOnce_losesNothing() throws Exception {
        List<KeyId> keys = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            keys.add(newId());
        }
        concurrently(8, thread -> {
            List<KeyId> order = new ArrayList<>(keys);
            Collections.rotate(order, thread * 3);
            for (int turn = 0; turn < 10; turn++) {
                store.usage().add(order.stream().map(key -> used(key, 1, START)).toList());
            }
        });

        Map<KeyId, KeyUsage> found = store.usage().find(keys);
        keys.forEach(key -> assertEquals(used(key, 80, START), found.get(key)));
    }
}
