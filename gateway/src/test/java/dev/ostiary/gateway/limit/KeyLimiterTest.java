package dev.ostiary.gateway.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.random.Randomness;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Keys are held to their limits, each by itself (S4.3, C01).
final class KeyLimiterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RateLimit HUNDRED = new RateLimit("minute", 100, Duration.ofMinutes(1));

    private final Randomness randomness = new Randomness();
    private final AtomicLong nanos = new AtomicLong();
    private final KeyLimiter limiter = new KeyLimiter(nanos::get);

    private KeyId key() {
        return KeyId.create(randomness, NOW);
    }

    /// C01: exactly the limit passes, whoever comes at once, and old states going meanwhile changes nothing.
    @Test
    void parallelCalls_passExactlyTheLimit() throws Exception {
        KeyLimiter real = new KeyLimiter(System::nanoTime);
        RateLimit hour = new RateLimit("hour", 100, Duration.ofHours(1));
        KeyId key = key();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                results.add(threads.submit(() -> {
                    start.await();
                    int passed = 0;
                    for (int i = 0; i < 100; i++) {
                        passed += real.take(key, List.of(hour)).isAllowed() ? 1 : 0;
                        assertTrue(real.take(key(), List.of(hour)).isAllowed());
                    }
                    return passed;
                }));
            }
            start.countDown();
            int passed = 0;
            for (Future<Integer> result : results) {
                passed += result.get();
            }
            assertEquals(100, passed);
        }
    }

    /// Memory is for keys in use: what is whole again goes as others come.
    @Test
    void unusedStates_areForgotten() {
        for (int i = 0; i < 10_000; i++) {
            assertTrue(limiter.take(key(), List.of(HUNDRED)).isAllowed());
        }
        assertEquals(10_000, limiter.size());

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        for (int i = 0; i < 5_000; i++) {
            assertTrue(limiter.take(key(), List.of(HUNDRED)).isAllowed());
        }

        assertTrue(limiter.size() < 6_000, "kept " + limiter.size());
    }

    /// What is told fits draft-ietf-httpapi-ratelimit-headers.
    @Test
    void headers_nameEachWindow() {
        RateLimit second = new RateLimit("second", 2, Duration.ofSeconds(1));
        KeyId key = key();
        List<RateLimit> limits = List.of(second, HUNDRED);
        HttpHeaders first = new DefaultHttpHeaders();
        RateLimitHeaders.set(first, limiter.take(key, limits));

        assertEquals("\"second\";q=2;w=1, \"minute\";q=100;w=60", first.get("RateLimit-Policy"));
        assertEquals("\"second\";r=1;t=1, \"minute\";r=99;t=1", first.get("RateLimit"));
        assertTrue(!first.contains("Retry-After"));

        assertTrue(limiter.take(key, limits).isAllowed());
        HttpHeaders refused = new DefaultHttpHeaders();
        RateLimitHeaders.set(refused, limiter.take(key, limits));
        assertEquals("\"second\";r=0;t=1, \"minute\";r=98;t=1", refused.get("RateLimit"));
        assertEquals("1", refused.get("Retry-After"));
    }
}
