package dev.ostiary.core.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.store.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [UsageStore] does.
public abstract class UsageStoreContract extends StoreContract {
    private static final Instant LATER = START.plus(Duration.ofDays(1));

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

    /// Nodes that count the same keys at once, in any order, neither lose a request or an address nor hold each
    /// other up for ever.
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
                String address = "192.0.2." + thread % SeenAddress.KEPT;
                store.usage()
                        .add(order.stream()
                                .map(key -> new KeyUsage(key, 1, START, address))
                                .toList());
            }
        });

        Map<KeyId, KeyUsage> found = store.usage().find(keys);
        List<SeenAddress> addresses = IntStream.range(0, SeenAddress.KEPT)
                .mapToObj(number -> new SeenAddress("192.0.2." + number, START))
                .toList();
        keys.forEach(key -> assertEquals(new KeyUsage(key, 80, START, addresses), found.get(key)));
    }

    /// The last address goes with the last time.
    @Test
    void add_keepsTheLastAddress() {
        KeyId key = newId();
        store.usage().add(List.of(new KeyUsage(key, 1, LATER, "2001:db8::1")));
        store.usage().add(List.of(new KeyUsage(key, 1, START, "192.0.2.2")));

        KeyUsage used = usage(key);
        assertEquals(Optional.of("2001:db8::1"), used.lastAddress());
        assertEquals(
                new KeyUsage(
                        key,
                        2,
                        LATER,
                        List.of(new SeenAddress("2001:db8::1", LATER), new SeenAddress("192.0.2.2", START))),
                used);
    }

    private KeyUsage usage(KeyId key) {
        return Optional.ofNullable(find(key).get(key)).orElseThrow();
    }

    private static List<String> texts(KeyUsage used) {
        return used.addresses().stream()
                .map(seen -> seen.address() + "+"
                        + Duration.between(START, seen.lastSeenAt()).toMillis())
                .toList();
    }

    /// Of many addresses the latest are kept, each with its last time, in whatever batches and order they come.
    @Test
    void add_keepsTheLatestAddresses() {
        KeyId key = newId();
        for (int number = 1; number <= 7; number++) {
            store.usage().add(List.of(new KeyUsage(key, 1, START.plusMillis(number), "192.0.2." + number)));
        }
        assertEquals(
                List.of("192.0.2.7+7", "192.0.2.6+6", "192.0.2.5+5", "192.0.2.4+4", "192.0.2.3+3"), texts(usage(key)));

        store.usage().add(List.of(new KeyUsage(key, 1, START.plusMillis(8), "192.0.2.4")));
        store.usage().add(List.of(new KeyUsage(key, 1, START.plusMillis(9), "192.0.2.4")));
        store.usage().add(List.of(new KeyUsage(key, 1, START.plusMillis(2), "192.0.2.2")));
        assertEquals(
                List.of("192.0.2.4+9", "192.0.2.7+7", "192.0.2.6+6", "192.0.2.5+5", "192.0.2.3+3"), texts(usage(key)));

        store.usage()
                .add(List.of(
                        new KeyUsage(
                                key,
                                3,
                                START.plusMillis(12),
                                List.of(
                                        new SeenAddress("2001:db8::1", START.plusMillis(12)),
                                        new SeenAddress("192.0.2.5", START.plusMillis(11)))),
                        new KeyUsage(key, 1, START.plusMillis(13), "192.0.2.6")));
        assertEquals(
                List.of("192.0.2.6+13", "2001:db8::1+12", "192.0.2.5+11", "192.0.2.4+9", "192.0.2.7+7"),
                texts(usage(key)));
        assertEquals(Optional.of("192.0.2.6"), usage(key).lastAddress());
        assertEquals(14, usage(key).requests());
    }

    /// An address that is no address does no harm.
    @Test
    void add_strangeAddress_isKeptOrLeftOut() {
        KeyId key = newId();
        store.usage().add(List.of(new KeyUsage(key, 1, START, "a\"b\\ c")));
        store.usage().add(List.of(new KeyUsage(key, 1, LATER, "192.0.2.1")));

        assertEquals(Optional.of("192.0.2.1"), usage(key).lastAddress());
        assertEquals(2, usage(key).requests());
    }

    /// Where a key was used from is forgotten when it is deleted, and what a gateway tells late is not kept;
    /// how often it was used is.
    @Test
    void delete_forgetsAddresses() {
        Organization acme = organization("acme");
        ApiKey deleted = key(acme, "deleted");
        KeyId key = deleted.id();
        store.usage().add(List.of(new KeyUsage(key, 1, START, "192.0.2.1")));
        store.usage().add(List.of(new KeyUsage(key, 1, LATER, "192.0.2.2")));
        ApiKey other = key(acme, "other");
        store.usage().add(List.of(new KeyUsage(other.id(), 1, START, "192.0.2.3")));
        ApiKey _ = change(deleted, held -> held.deleted(stamp("admin")));
        assertEquals(new KeyUsage(key, 2, LATER), usage(key));

        store.usage().add(List.of(new KeyUsage(key, 1, LATER.plusMillis(1), "192.0.2.1")));
        store.usage()
                .add(List.of(new KeyUsage(
                        key,
                        1,
                        LATER.plusMillis(2),
                        List.of(
                                new SeenAddress("192.0.2.4", LATER.plusMillis(2)),
                                new SeenAddress("192.0.2.5", LATER)))));

        assertEquals(new KeyUsage(key, 4, LATER.plusMillis(2)), usage(key));
        assertEquals(Map.of(other.id(), new KeyUsage(other.id(), 1, START, "192.0.2.3")), find(other.id()));
    }

    /// What was used last is told of one organization, the latest first, though its key was deleted since.
    @Test
    void latest_hasDeletedKeysToo() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        ApiKey first = key(acme, "first");
        ApiKey second = key(acme, "second");
        ApiKey _ = key(acme, "never used");
        ApiKey foreign = key(globex, "foreign");
        assertEquals(List.of(), store.usage().latest(acme.id(), 5));
        store.usage()
                .add(List.of(used(first.id(), 3, START), used(second.id(), 1, LATER), used(foreign.id(), 1, LATER)));
        ApiKey _ = change(second, held -> held.deleted(stamp("admin")));

        assertEquals(
                List.of(used(second.id(), 1, LATER), used(first.id(), 3, START)),
                store.usage().latest(acme.id(), 5));
        assertEquals(List.of(used(second.id(), 1, LATER)), store.usage().latest(acme.id(), 1));
    }
}
