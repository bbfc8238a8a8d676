package dev.ostiary.core.access;

import java.util.Collection;

/// Takes many keys at once. They are put into a few hundred parts as they come, and each part is divided into
/// segments at the end: so memory is written where it was written lately, not all over. For one thread.
final class KeyLoad implements KeySink {
    private static final int PARTS = SegmentTable.PARTS;
    /// How many keys a segment has at most on average, so that few are too full from the beginning.
    private static final int KEYS_PER_SEGMENT = 45;

    private final KeySegmentBuilder[] parts = new KeySegmentBuilder[PARTS];
    private final PrefixIndex.Load ids = new PrefixIndex.Load();
    private final PrefixIndex.Load publicIds = new PrefixIndex.Load();
    private final SharedTable shared = new SharedTable();
    private final RowTerms terms = new RowTerms();
    private int size;
    private long fingerprint;

    KeyLoad() {
        for (int part = 0; part < PARTS; part++) {
            parts[part] = new KeySegmentBuilder();
        }
    }

    @Override
    public void take(KeyRow row) {
        PackedKey key = PackedKey.of(row, terms.of(row));
        parts[(int) (key.digest().first() >>> Long.SIZE - SegmentTable.PART_BITS)].add(key, shared.take(key.shared()));
        ids.add(key.id().hash(), key.prefix());
        publicIds.add(key.publicHash(), key.prefix());
        size++;
        fingerprint += key.fingerprint();
    }

    /// All that was taken. To be called once.
    PackedKeys keys(Collection<RetiredSecret> formerSecrets) {
        RetiredSecrets retired = new RetiredSecrets();
        formerSecrets.forEach(retired::add);
        int bits = 0;
        while (size >>> SegmentTable.PART_BITS + bits > KEYS_PER_SEGMENT) {
            bits++;
        }
        long[][][] segments = new long[PARTS][][];
        for (int part = 0; part < PARTS; part++) {
            segments[part] = parts[part].build(SegmentTable.PART_BITS, bits);
            parts[part] = new KeySegmentBuilder();
        }
        return new PackedKeys(
                new SegmentTable<>(segments),
                ids.index(bits),
                publicIds.index(bits),
                shared,
                retired,
                size,
                fingerprint);
    }
}
