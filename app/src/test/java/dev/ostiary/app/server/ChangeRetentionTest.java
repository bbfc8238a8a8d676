package dev.ostiary.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeLog;
import dev.ostiary.core.problem.StoreException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The log of changes does not grow for ever, whatever the store does meanwhile.
class ChangeRetentionTest {
    private final BlockingQueue<Long> asked = new LinkedBlockingQueue<>();

    private long next() throws InterruptedException {
        Long kept = asked.poll(10, TimeUnit.SECONDS);
        assertTrue(kept != null, "nothing was forgotten");
        return kept;
    }

    /// It begins at once and goes on, though the store fails in between.
    @Test
    void failingStore_isAskedAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ChangeLog log = new ChangeLog() {
            @Override
            public long append(Change.Kind kind, String subject) {
                throw new IllegalStateException("nothing is to be added");
            }

            @Override
            public void forgetAllBut(long keep) {
                asked.add(keep);
                switch (calls.incrementAndGet()) {
                    case 1 -> throw new StoreException("down", new IllegalStateException());
                    case 2 -> throw new IllegalStateException("a bug");
                    default -> {}
                }
            }

            @Override
            public long continueAfter(long seq) {
                throw new IllegalStateException("nothing is to be continued");
            }
        };
        try (ChangeRetention _ = ChangeRetention.start(log, Duration.ofMillis(1))) {
            for (int turn = 0; turn < 3; turn++) {
                assertEquals(100_000, next());
            }
        }
    }
}
