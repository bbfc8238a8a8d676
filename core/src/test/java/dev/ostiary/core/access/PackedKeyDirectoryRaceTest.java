package dev.ostiary.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.key.KeyDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// While one thread changes the directory, readers see each key as it is before or after a change, never a mixture,
/// never less than there is, never what is past (R02, K03).
final class PackedKeyDirectoryRaceTest {
    private static final int READERS = 2;
    private static final int KEYS = 300;
    private static final int ROUNDS = 60_000;

    private final Entries entries = new Entries(5);
    private final PackedKeyDirectory directory = new PackedKeyDirectory();
    private final AtomicBoolean isDone = new AtomicBoolean();

    /// A key whose every part tells which version it is.
    private static KeyEntry version(KeyEntry key, int number) {
        return Entries.changed(
                key, "v" + "x".repeat(number % 40) + number, number % 2 == 0, number % 3 == 0, 1_000_000L + number);
    }

    private static boolean isWhole(KeyEntry key, KeyEntry found) {
        int number = (int) (found.expiresAtMillis() - 1_000_000);
        return number >= 0 && found.equals(version(key, number));
    }

    private interface Reading {
        /// Whether all is as it must be.
        boolean look(Random random);
    }

    private void race(Reading reading, Runnable writing) throws Exception {
        CountDownLatch ready = new CountDownLatch(READERS);
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<Boolean>> sawAll = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                Random random = new Random(reader);
                sawAll.add(readers.submit(() -> {
                    boolean isRight = true;
                    ready.countDown();
                    while (!isDone.get()) {
                        isRight &= reading.look(random);
                    }
                    return isRight;
                }));
            }
            assertTrue(ready.await(30, TimeUnit.SECONDS));
            try {
                writing.run();
            } finally {
                isDone.set(true);
            }
            for (Future<Boolean> each : sawAll) {
                assertTrue(each.get(30, TimeUnit.SECONDS));
            }
        }
    }

    /// Keys that change all the time, crowded together and pushed about by others that come and go, are always
    /// found, by digest and by public id, and always of one piece.
    @Test
    void find_whileChanging_isOfOnePiece() throws Exception {
        List<KeyEntry> keys = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            keys.add(entries.plain());
            directory.put(version(keys.get(i), 0));
        }
        List<KeyEntry> others = new ArrayList<>();
        Random random = new Random(9);

        race(
                reader -> {
                    KeyEntry key = keys.get(reader.nextInt(KEYS));
                    KeyEntry found =
                            reader.nextBoolean() ? directory.find(key.digest()) : directory.findPublic(key.publicId());
                    return found != null && isWhole(key, found);
                },
                () -> {
                    for (int round = 1; round <= ROUNDS; round++) {
                        directory.put(version(keys.get(random.nextInt(KEYS)), round));
                        if (round % 4 == 0) {
                            others.add(entries.any());
                            directory.put(others.getLast());
                        }
                        if (round % 8 == 0) {
                            directory.remove(
                                    others.remove(random.nextInt(others.size())).id());
                        }
                        if (round % 10_000 == 0) {
                            replaceAll(keys, others);
                        }
                    }
                });
        assertEquals(KEYS + others.size(), directory.size());
    }

    private void replaceAll(List<KeyEntry> keys, List<KeyEntry> others) {
        List<KeyEntry> present = new ArrayList<>(others);
        keys.forEach(key -> present.add(directory.find(key.digest())));
        directory.replaceAll(sink -> present.forEach(entry -> sink.take(KeyRows.of(entry))));
    }

    /// A key whose digest changes again and again is always found by its public id, and a reader who has seen a
    /// version never sees an older one.
    @Test
    void findPublic_whileDigestChanges_missesNothing() throws Exception {
        KeyEntry key = entries.plain();
        directory.put(version(key, 0));
        for (int i = 0; i < 200; i++) {
            directory.put(entries.any());
        }
        ThreadLocal<long[]> newest = ThreadLocal.withInitial(() -> new long[1]);

        race(
                _ -> {
                    KeyEntry found = directory.findPublic(key.publicId());
                    return found != null && isNoOlder(found, newest.get());
                },
                () -> {
                    for (int round = 1; round <= ROUNDS; round++) {
                        directory.put(Entries.under(entries.digest(), version(key, round)));
                    }
                });
    }

    private static boolean isNoOlder(KeyEntry found, long[] newest) {
        boolean isNoOlder = found.expiresAtMillis() >= newest[0];
        newest[0] = found.expiresAtMillis();
        return isNoOlder;
    }

    /// What was revoked is never seen live again, whatever is replaced around it.
    @Test
    void find_revoked_staysRevoked() throws Exception {
        KeyEntry revoked = version(entries.plain(), 2);
        KeyDigest digest = revoked.digest();
        List<KeyEntry> others = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            others.add(entries.any());
        }
        directory.put(revoked);

        race(_ -> isRevoked(directory.find(digest)) && isRevoked(directory.findPublic(revoked.publicId())), () -> {
            for (int round = 0; round < 2000; round++) {
                directory.replaceAll(sink -> {
                    others.forEach(entry -> sink.take(KeyRows.of(entry)));
                    sink.take(KeyRows.of(revoked));
                });
                directory.remove(others.get(round % others.size()).id());
            }
        });
    }

    private static boolean isRevoked(@Nullable KeyEntry found) {
        return found != null && found.isRevoked();
    }
}
