package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A key that is revoked opens nothing from that moment on, on no connection, however busy it is (R02, R07).
class KeyChangeUnderLoadIT {
    private static final KeyBinding WHOLE = new KeyBinding.WholeOrganization();
    private static final int CLIENTS = 8;

    @Test
    void revokedKey_isRefusedFromTheNextRequestOn() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.greeting();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            gateway.deploy(agent);
            Secret key = gateway.key();
            AtomicBoolean isRevoked = new AtomicBoolean();
            AtomicInteger passed = new AtomicInteger();
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(client(gateway, key, isRevoked, passed)));
            }
            Await.until("everyone is busy", () -> passed.get() > CLIENTS * 50);

            gateway.put(key, WHOLE, "a key", true, KeyEntry.NEVER);
            isRevoked.set(true);

            for (Future<Integer> client : clients) {
                assertEquals(20, client.get(10, TimeUnit.SECONDS));
            }
        }
    }

    /// Asks on one connection until it was refused twenty times; every request that began after the change must be.
    private static Callable<Integer> client(
            GatewayFixture gateway, Secret key, AtomicBoolean isRevoked, AtomicInteger passed) {
        return () -> {
            String request = get(AGENT, GatewayFixture.header(key));
            int refused = 0;
            try (Peer client = gateway.connect()) {
                while (refused < 20) {
                    boolean wasRevoked = isRevoked.get();
                    client.send(request);
                    int status = client.response().status();
                    assertTrue(status == 401 || status == 200 && !wasRevoked, "status " + status);
                    if (status == 401) {
                        refused++;
                    } else {
                        assertEquals(0, refused, "a revoked key passed again");
                        passed.incrementAndGet();
                    }
                }
            }
            return refused;
        };
    }
}
