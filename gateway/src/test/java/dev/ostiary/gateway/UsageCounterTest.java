package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.usage.KeyUsage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a key opened is counted once, and handed over once.
class UsageCounterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final UsageCounter counter = new UsageCounter();
    private final KeyId one = KeyId.create(new Randomness(), NOW);
    private final KeyId two = KeyId.create(new Randomness(), NOW);

    @Test
    void take_hasCountAndLastUseOfEachKey() {
        counter.count(one, NOW);
        counter.count(two, NOW);
        counter.count(one, NOW.plusSeconds(1));

        List<KeyUsage> batch = counter.take();

        assertEquals(2, batch.size());
        assertTrue(batch.contains(new KeyUsage(one, 2, NOW.plusSeconds(1))));
        assertTrue(batch.contains(new KeyUsage(two, 1, NOW)));
    }

    @Test
    void take_beginsAnew() {
        counter.count(one, NOW);
        counter.take();

        assertTrue(counter.take().isEmpty());

        counter.count(one, NOW.plusSeconds(5));
        assertEquals(List.of(new KeyUsage(one, 1, NOW.plusSeconds(5))), counter.take());
    }
}
