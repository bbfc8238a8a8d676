package dev.ostiary.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ostiary.core.problem.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What would grow for ever is cut again and again, whatever the store does meanwhile.
class HousekeepingTest {
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final AtomicInteger calls = new AtomicInteger();

    private String next() throws InterruptedException {
        String chore = done.poll(10, TimeUnit.SECONDS);
        assertNotNull(chore, "nothing was done");
        return chore;
    }

    private void failAtFirst() {
        done.add("changes");
        switch (calls.incrementAndGet()) {
            case 1 -> throw new StoreException("down", new IllegalStateException());
            case 2 -> throw new IllegalStateException("a bug");
            default -> {}
        }
    }

    /// It begins at once and goes on, though the store fails in between; what fails keeps nothing else from being
    /// done.
    @Test
    void failingStore_isAskedAgain() throws Exception {
        List<Housekeeping.Chore> chores = List.of(
                new Housekeeping.Chore("changes", this::failAtFirst),
                new Housekeeping.Chore("test-keys", () -> done.add("test-keys")));
        try (Housekeeping _ = Housekeeping.start(chores, Duration.ofMillis(1))) {
            for (int turn = 0; turn < 3; turn++) {
                assertEquals("changes", next());
                assertEquals("test-keys", next());
            }
        }
    }
}
