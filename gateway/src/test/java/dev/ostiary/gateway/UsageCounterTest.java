package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.PackedKeyDirectory;
import dev.ostiary.core.access.RetiredSecret;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.usage.FormerSecretUsage;
import dev.ostiary.core.usage.KeyUsage;
import dev.ostiary.core.usage.SeenAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a key opened is counted once, with where it came from, and handed over once (S2.10, C3).
class UsageCounterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Randomness randomness = new Randomness();
    private final UsageCounter counter = new UsageCounter();
    private final KeyEntry one = key();
    private final KeyEntry two = key();

    private KeyEntry key() {
        return new KeyEntry(
                KeyDigest.of(randomness.bytes(KeyDigest.LENGTH)),
                KeyId.create(randomness, NOW),
                KeyFormat.generatePublicId(randomness),
                "key",
                OrganizationId.create(randomness, NOW),
                new KeyBinding.WholeOrganization(),
                Labels.NONE,
                KeyRestrictions.NONE,
                false,
                false,
                KeyEntry.NEVER);
    }

    private static KeyUsage used(KeyEntry key, long requests, Instant at, String address) {
        return new KeyUsage(key.id(), requests, at, address);
    }

    @Test
    void take_hasCountAndLastUseOfEachKey() {
        counter.count(one, NOW, "192.0.2.1");
        counter.count(two, NOW, "192.0.2.2");
        counter.count(one, NOW.plusSeconds(1), "192.0.2.3");

        UsageCounter.Batch batch = counter.take();

        assertEquals(2, batch.keys().size());
        assertTrue(batch.keys()
                .contains(new KeyUsage(
                        one.id(),
                        2,
                        NOW.plusSeconds(1),
                        List.of(new SeenAddress("192.0.2.3", NOW.plusSeconds(1)), new SeenAddress("192.0.2.1", NOW)))));
        assertTrue(batch.keys().contains(used(two, 1, NOW, "192.0.2.2")));
        assertEquals(List.of(), batch.former());
    }

    @Test
    void take_beginsAnew() {
        counter.count(one, NOW, "192.0.2.1");
        counter.take();

        assertTrue(counter.take().keys().isEmpty());

        counter.count(one, NOW.plusSeconds(5), "192.0.2.1");
        assertEquals(
                List.of(used(one, 1, NOW.plusSeconds(5), "192.0.2.1")),
                counter.take().keys());
    }

    /// A secret that was replaced is counted for its key and by itself.
    @Test
    void count_formerSecret_isToldApart() {
        KeyDigest former = KeyDigest.of(randomness.bytes(KeyDigest.LENGTH));
        PackedKeyDirectory directory = new PackedKeyDirectory();
        directory.retire(one.id(), List.of(new RetiredSecret(former, one.id(), NOW.toEpochMilli())));
        directory.put(one);

        counter.count(Objects.requireNonNull(directory.find(former)), NOW, "192.0.2.1");
        counter.count(Objects.requireNonNull(directory.find(one.digest())), NOW, "192.0.2.2");

        UsageCounter.Batch batch = counter.take();
        assertEquals(
                List.of(new KeyUsage(
                        one.id(),
                        2,
                        NOW,
                        List.of(new SeenAddress("192.0.2.1", NOW), new SeenAddress("192.0.2.2", NOW)))),
                batch.keys());
        assertEquals(List.of(new FormerSecretUsage(former, 1, NOW, Optional.of("192.0.2.1"))), batch.former());
    }

    /// Of many addresses the last few are kept, each with its last time.
    @Test
    void take_hasTheLastAddresses() {
        for (int number = 1; number <= 9; number++) {
            counter.count(one, NOW.plusSeconds(number), "192.0.2." + number);
        }
        counter.count(one, NOW.plusSeconds(10), "192.0.2.6");
        counter.count(one, NOW.plusSeconds(11), "192.0.2.9");
        counter.count(one, NOW.plusSeconds(12), "192.0.2.9");

        KeyUsage used = counter.take().keys().getFirst();

        assertEquals(12, used.requests());
        assertEquals(
                List.of("192.0.2.9+12", "192.0.2.6+10", "192.0.2.8+8", "192.0.2.7+7", "192.0.2.5+5"),
                used.addresses().stream()
                        .map(seen -> seen.address() + "+"
                                + Duration.between(NOW, seen.lastSeenAt()).toSeconds())
                        .toList());
    }
}
