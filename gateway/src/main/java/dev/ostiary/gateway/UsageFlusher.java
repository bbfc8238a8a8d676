package dev.ostiary.gateway;

import dev.ostiary.core.credit.CreditSpending;
import dev.ostiary.core.credit.CreditStore;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.usage.FormerSecretUsage;
import dev.ostiary.core.usage.KeyUsage;
import dev.ostiary.core.usage.UsageStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries what the event loops counted to the store, in one batch each second, on a thread of its own. What
/// the store does not take is kept, merged by key, and offered again.
final class UsageFlusher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsageFlusher.class);

    private final List<GatewayLoop> loops;
    private final UsageStore store;
    private final CreditStore credits;
    private final ScheduledExecutorService executor;
    private Map<KeyId, KeyUsage> unstored = new HashMap<>();
    private Map<KeyDigest, FormerSecretUsage> unstoredFormer = new HashMap<>();
    private Map<CreditSpending, Long> unstoredSpending = new HashMap<>();
    private boolean isFailing;

    UsageFlusher(List<GatewayLoop> loops, UsageStore store, CreditStore credits) {
        this.loops = loops;
        this.store = store;
        this.credits = credits;
        this.executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("usage-flusher").daemon().factory());
    }

    void start() {
        var unused = executor.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
    }

    private synchronized void flush() {
        try {
            for (GatewayLoop loop : loops) {
                UsageCounter.Batch batch = loop.takeUsage().get();
                for (KeyUsage usage : batch.keys()) {
                    unstored.merge(usage.key(), usage, KeyUsage::plus);
                }
                for (CreditSpending spent : batch.spending()) {
                    long _ = unstoredSpending.merge(spent.of(0), spent.credits(), Long::sum);
                }
                for (FormerSecretUsage usage : batch.former()) {
                    unstoredFormer.merge(usage.secret(), usage, FormerSecretUsage::plus);
                }
            }
            if (!unstoredSpending.isEmpty()) {
                credits.addSpending(spending());
                unstoredSpending = new HashMap<>();
            }
            if (!unstored.isEmpty()) {
                store.add(unstored.values());
                unstored = new HashMap<>();
            }
            if (!unstoredFormer.isEmpty()) {
                store.addFormer(unstoredFormer.values());
                unstoredFormer = new HashMap<>();
            }
            isFailing = false;
        } catch (StoreException failure) {
            if (!isFailing) {
                LOG.atWarn().setCause(failure).log("usage cannot be stored and is kept in memory");
            }
            isFailing = true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException bug) {
            LOG.atError().setCause(bug).log("usage could not be collected");
        }
    }

    private List<CreditSpending> spending() {
        return unstoredSpending.entrySet().stream()
                .map(sum -> sum.getKey().of(sum.getValue()))
                .toList();
    }

    /// Stores what is left and stops. The event loops must still run.
    @Override
    public void close() {
        // Not interrupted: what is being stored could be lost, or be stored twice.
        executor.shutdown();
        flush();
    }
}
