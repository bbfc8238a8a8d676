package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.address.InternetAddress;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.gateway.limit.FailureLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Floods end at their limit, exactly, and nobody else notices (K02, D01, C01).
class HostileFloodIT {
    private static String unknown(HostileDoor door) {
        return GatewayFixture.header(KeyFormat.generate(KeyType.SECRET, door.gateway.randomness));
    }

    /// K02, D01: unknown keys from one address are answered 401 up to the burst and 429 from then on; a valid key
    /// from the same address passes all the while, over a connection of the flood's too.
    @Test
    void unknownKeys_areHeldBackAndValidOnesPass() throws Exception {
        AdmissionSettings admission = AdmissionSettings.USUAL.withFailures(50, 1);
        try (HostileDoor door = new HostileDoor(GatewayFixture.usual().withAdmission(admission));
                Peer client = door.gateway.connect()) {
            int refused = 0;
            for (int i = 0; i < 2000; i++) {
                client.send(get(AGENT, unknown(door)));
                Message answer = client.response();
                if (answer.status() == 429) {
                    refused++;
                    assertTrue(Integer.parseInt(answer.header("Retry-After")) >= 1);
                } else {
                    assertEquals(401, answer.status());
                }
                assertFalse(i < 50 && refused > 0, "within the burst");
            }
            // One more is let through each second that this takes.
            assertTrue(refused > 1500, "only " + refused + " were held back");
            client.send(get(AGENT, GatewayFixture.header(door.secret)));
            assertEquals(200, client.response().status());
            assertEquals(200, door.status(get(AGENT, GatewayFixture.header(door.secret))));
            assertEquals(1, door.gateway.directory.size());
        }
    }

    /// D01: failures from any number of addresses take no more room, and an address that goes on failing is held
    /// back still.
    @Test
    void addressesWithoutEnd_areNotKept() {
        FailureLimiter limiter = new FailureLimiter(10, 1, 42);
        InternetAddress persistent = new InternetAddress(0x2001_0db8_ffff_0000L, 1);
        long before = used();
        int heldBack = 0;
        for (int i = 0; i < 1_000_000; i++) {
            limiter.count(new InternetAddress(0x2001_0db8_0000_0000L + i, 1), i);
            heldBack += limiter.count(persistent, i) > 0 ? 1 : 0;
        }
        assertTrue(heldBack > 900_000, "held back " + heldBack);
        assertTrue(used() - before < 8 * 1024 * 1024, "grew by " + (used() - before));
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /// C01: of 200 calls at once with a limit of 100 exactly 100 pass.
    @Test
    void parallelCalls_passUpToTheLimit() throws Exception {
        try (HostileDoor door = HostileDoor.usual();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RateLimit limit = new RateLimit("calls", 100, Duration.ofDays(30));
            Secret limited = door.gateway.key(new KeyRestrictions(List.of(), List.of(), List.of(), List.of(limit)));
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(threads.submit(() -> door.status(get(AGENT, GatewayFixture.header(limited)))));
            }
            int passed = 0;
            int refused = 0;
            for (Future<Integer> call : calls) {
                int status = call.get();
                passed += status == 200 ? 1 : 0;
                refused += status == 429 ? 1 : 0;
            }
            assertEquals(100, passed);
            assertEquals(100, refused);
            assertEquals(100, door.agent.requests.size());
        }
    }
}
