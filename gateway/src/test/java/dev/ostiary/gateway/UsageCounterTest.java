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
        return new KeyUsage(key.id(), requests, at, Optional.of(address));
    }

    @Test
    void take_hasCountAndLastUseOfEachKey() {
        counter.count(one, NOW, "192.0.2.1");
        counter.count(two, NOW, "192.0.2.2");
        counter.count(one, NOW.plusSeconds(1), "192.0.2.3");

        UsageCounter.Batch batch = counter.take();

        assertEquals(2, batch.keys().size());
        assertTrue(batch.keys().contains(used(one, 2, NOW.plusSeconds(1), "192.0.2.3")));
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
        assertEquals(List.of(used(one, 2, NOW, "192.0.2.2")), batch.keys());
        assertEquals(List.of(new FormerSecretUsage(former, 1, NOW, Optional.of("192.0.2.1"))), batch.former());
    }
}
