package dev.ostiary.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A node knows each key as it was last told, and readers never see less than there is.
final class HashKeyDirectoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Randomness randomness = new Randomness();
    private final HashKeyDirectory directory = new HashKeyDirectory();

    private KeyEntry entry() {
        return entry(KeyId.create(randomness, NOW), KeyDigest.of(randomness.bytes(KeyDigest.LENGTH)), false);
    }

    private KeyEntry entry(KeyId id, KeyDigest digest, boolean isRevoked) {
        return new KeyEntry(
                digest,
                id,
                "name",
                OrganizationId.create(randomness, NOW),
                new KeyBinding.WholeOrganization(),
                isRevoked,
                false,
                KeyEntry.NEVER);
    }

    /// What was put is found by its digest and by no other.
    @Test
    void put_isFound() {
        KeyEntry one = entry();
        KeyEntry other = entry();
        directory.put(one);
        directory.put(other);

        assertSame(one, directory.find(one.digest()));
        assertSame(other, directory.find(other.digest()));
        assertNull(directory.find(entry().digest()));
        assertEquals(2, directory.size());
    }

    /// A key is known once, as it was put last; under a new digest the old one is unknown.
    @Test
    void put_again_replaces() {
        KeyEntry first = entry();
        KeyEntry revoked = entry(first.id(), first.digest(), true);
        KeyEntry rotated = entry(first.id(), entry().digest(), false);

        directory.put(first);
        directory.put(revoked);
        assertSame(revoked, directory.find(first.digest()));
        directory.put(rotated);
        assertSame(rotated, directory.find(rotated.digest()));
        assertNull(directory.find(first.digest()));
        assertEquals(1, directory.size());
    }

    /// What was removed is unknown, and removing what nobody knows does no harm.
    @Test
    void remove_isForgotten() {
        KeyEntry gone = entry();
        KeyEntry stays = entry();
        directory.put(gone);
        directory.put(stays);
        directory.remove(gone.id());
        directory.remove(gone.id());

        assertNull(directory.find(gone.digest()));
        assertSame(stays, directory.find(stays.digest()));
        assertEquals(1, directory.size());
    }

    /// After a replacement only what came with it is known.
    @Test
    void replaceAll_forgetsTheRest() {
        KeyEntry before = entry();
        KeyEntry after = entry();
        directory.put(before);
        directory.replaceAll(sink -> sink.accept(after));

        assertNull(directory.find(before.digest()));
        assertSame(after, directory.find(after.digest()));
        assertEquals(1, directory.size());
    }

    /// A replacement that breaks off in the middle changes nothing (R05).
    @Test
    void replaceAll_breaksOff_keepsWhatIsKnown() {
        KeyEntry before = entry();
        directory.put(before);

        assertThrows(
                StoreException.class,
                () -> directory.replaceAll(sink -> {
                    sink.accept(entry());
                    throw new StoreException("down", new IllegalStateException());
                }));
        assertSame(before, directory.find(before.digest()));
        assertEquals(1, directory.size());
    }

    /// While one thread replaces everything, puts the same key anew and puts and removes others, no reader ever
    /// misses a key that was there all the time, nor sees a revoked one live again.
    @Test
    void find_whileOthersWrite_missesNothing() throws Exception {
        KeyEntry constant = entry();
        KeyEntry revoked = entry(KeyId.create(randomness, NOW), entry().digest(), true);
        List<KeyEntry> others = new ArrayList<>();
        for (int count = 0; count < 100; count++) {
            others.add(entry());
        }
        directory.put(constant);
        directory.put(revoked);
        AtomicBoolean isDone = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(2);
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> sawAll = new ArrayList<>();
            for (int reader = 0; reader < 2; reader++) {
                sawAll.add(readers.submit(() -> {
                    boolean all = true;
                    reading.countDown();
                    while (!isDone.get()) {
                        KeyEntry found = directory.find(revoked.digest());
                        all &= directory.find(constant.digest()) != null && found != null && found.isRevoked();
                    }
                    return all;
                }));
            }
            assertTrue(reading.await(30, TimeUnit.SECONDS));
            for (int round = 0; round < 1000; round++) {
                write(round, constant, revoked, others);
            }
            isDone.set(true);
            for (Future<Boolean> each : sawAll) {
                assertTrue(each.get(30, TimeUnit.SECONDS));
            }
        }
    }

    private void write(int round, KeyEntry constant, KeyEntry revoked, List<KeyEntry> others) {
        directory.put(entry(constant.id(), constant.digest(), false));
        if (round % 10 == 0) {
            directory.replaceAll(sink -> {
                others.forEach(sink);
                sink.accept(constant);
                sink.accept(revoked);
            });
        }
        KeyEntry other = others.get(round % others.size());
        directory.remove(other.id());
        directory.put(other);
    }
}
