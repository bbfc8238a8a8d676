package dev.ostiary.core.access;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyDigest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One generation of a [PackedKeyDirectory]: keys by digest in segments, and what leads there from identifiers and
/// public ids. One thread replaces segments, readers see each as a whole.
final class PackedKeys {
    private static final int MAX_KEYS = 64;

    private final SegmentTable<long[]> keys;
    private final PrefixIndex ids;
    private final PrefixIndex publicIds;
    private final SharedTable shared;
    private final RetiredSecrets retired;
    private final KeySegmentBuilder builder = new KeySegmentBuilder();
    private volatile int size;
    private volatile long fingerprint;

    /// Where a key stands.
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Place(long[] segment, int at) {
        int shared() {
            return KeySegment.shared(segment, at);
        }
    }

    /// None at all.
    PackedKeys() {
        this(
                new SegmentTable<>(KeySegment.EMPTY),
                new PrefixIndex(),
                new PrefixIndex(),
                new SharedTable(),
                new RetiredSecrets(),
                0,
                0);
    }

    PackedKeys(
            SegmentTable<long[]> keys,
            PrefixIndex ids,
            PrefixIndex publicIds,
            SharedTable shared,
            RetiredSecrets retired,
            int size,
            long fingerprint) {
        this.keys = keys;
        this.ids = ids;
        this.publicIds = publicIds;
        this.shared = shared;
        this.retired = retired;
        this.size = size;
        this.fingerprint = fingerprint;
        retired.forgetUnless(key -> findId(PackedText.of(key)) != null);
    }

    int size() {
        return size;
    }

    long fingerprint() {
        return fingerprint;
    }

    @Nullable
    KeyEntry find(KeyDigest digest) {
        while (true) {
            long[] segment = keys.at(digest.first());
            int at = KeySegment.find(segment, digest);
            if (at < 0) {
                return retired.isEmpty() ? null : findFormer(digest);
            }
            KeyEntry entry = entry(segment, at, digest.first());
            if (entry != null) {
                return entry;
            }
        }
    }

    RetiredSecrets retired() {
        return retired;
    }

    private @Nullable KeyEntry findFormer(KeyDigest digest) {
        RetiredSecret secret = retired.find(digest);
        KeyEntry key = secret == null ? null : find(secret.key());
        return secret == null || key == null ? null : key.byFormer(secret);
    }

    /// As [#findPublic], by identifier.
    private @Nullable KeyEntry find(KeyId id) {
        PackedText packed = PackedText.of(id);
        long hash = packed.hash();
        long[] cells;
        do {
            cells = ids.cells(hash);
            for (int i = PrefixIndex.next(cells, 0, hash); i >= 0; i = PrefixIndex.next(cells, i + 1, hash)) {
                KeyEntry entry = find(PrefixIndex.prefix(cells[i]), packed);
                if (entry != null) {
                    return entry;
                }
            }
        } while (!ids.stand(cells, hash));
        return null;
    }

    private @Nullable KeyEntry find(long prefix, PackedText id) {
        while (true) {
            long[] segment = at(prefix);
            int at = KeySegment.findId(segment, prefix, id);
            KeyEntry entry = at < 0 ? null : entry(segment, at, first(prefix));
            if (at < 0 || entry != null) {
                return entry;
            }
        }
    }

    /// A key whose digest is changing is under both for a while, and the index leads to the new one before the old
    /// one goes: so who finds nothing where the index led looks whether it leads elsewhere now.
    @Nullable
    KeyEntry findPublic(String publicId) {
        PackedText packed = PackedText.ofPublicId(publicId);
        long hash = packed == null ? Mixing.of(publicId) : packed.hash();
        PackedText wanted = packed == null ? PackedText.NONE : packed;
        long[] cells;
        do {
            cells = publicIds.cells(hash);
            for (int i = PrefixIndex.next(cells, 0, hash); i >= 0; i = PrefixIndex.next(cells, i + 1, hash)) {
                KeyEntry entry = findPublic(PrefixIndex.prefix(cells[i]), wanted, publicId);
                if (entry != null) {
                    return entry;
                }
            }
        } while (!publicIds.stand(cells, hash));
        return null;
    }

    private @Nullable KeyEntry findPublic(long prefix, PackedText packed, String publicId) {
        long[] segment = at(prefix);
        int at = KeySegment.findPublicId(segment, 0, prefix, packed);
        while (at >= 0) {
            KeyEntry entry = entry(segment, at, first(prefix));
            if (entry == null) {
                segment = at(prefix);
                at = -1;
            } else if (entry.publicId().equals(publicId)) {
                return entry;
            }
            at = KeySegment.findPublicId(segment, at + 1, prefix, packed);
        }
        return null;
    }

    /// The entry of a key that stands in the segment for a digest that begins so; null when another segment stands
    /// there by now, and so what the key led to may be another key's.
    private @Nullable KeyEntry entry(long[] segment, int at, long first) {
        Object known = shared.at(KeySegment.shared(segment, at));
        return keys.stands(segment, first) ? PackedKey.entry(segment, at, Objects.requireNonNull(known)) : null;
    }

    void put(PackedKey key) {
        int number = shared.take(key.shared());
        Place place = findId(key.id());
        Place displaced = putByDigest(key, number);
        int fewer = 0;
        long known = 0;
        if (place == null) {
            ids.add(key.id().hash(), key.prefix());
            publicIds.add(key.publicHash(), key.prefix());
        } else {
            PackedKey before = read(place);
            follow(before, key);
            shared.release(place.shared());
            known = before.fingerprint();
            fewer++;
        }
        if (displaced != null && !KeySegment.id(displaced.segment, displaced.at).equals(key.id())) {
            PackedKey other = read(displaced);
            forget(other, displaced.shared());
            known += other.fingerprint();
            fewer++;
        }
        count(1 - fewer, key.fingerprint() - known);
    }

    /// Lets what leads to a key lead to where it stands now, and then takes it away from where it stood.
    private void follow(PackedKey before, PackedKey key) {
        boolean isElsewhere = before.prefix() != key.prefix();
        if (isElsewhere) {
            ids.add(key.id().hash(), key.prefix());
            ids.remove(before.id().hash(), before.prefix());
        }
        if (isElsewhere || before.publicHash() != key.publicHash()) {
            publicIds.add(key.publicHash(), key.prefix());
            publicIds.remove(before.publicHash(), before.prefix());
        }
        if (!before.digest().equals(key.digest())) {
            removeByDigest(before);
        }
    }

    void remove(KeyId id) {
        Place place = findId(PackedText.of(id));
        if (place != null) {
            PackedKey before = read(place);
            removeByDigest(before);
            forget(before, place.shared());
            retired.put(id, List.of());
            count(-1, -before.fingerprint());
        }
    }

    private void count(int more, long moreFingerprint) {
        int keysBefore = size;
        long fingerprintBefore = fingerprint;
        size = keysBefore + more;
        fingerprint = fingerprintBefore + moreFingerprint;
    }

    /// Answers where a key of that digest stood before.
    private @Nullable Place putByDigest(PackedKey key, int number) {
        long first = key.digest().first();
        long[] segment = keys.at(first);
        int count = KeySegment.count(segment);
        int at = KeySegment.find(segment, key.digest());
        if (at >= 0) {
            keys.replace(
                    first,
                    builder.clear()
                            .add(segment, 0, at)
                            .add(key, number)
                            .add(segment, at + 1, count)
                            .build());
            return new Place(segment, at);
        }
        keys.replace(
                first, builder.clear().add(segment, 0, count).add(key, number).build());
        while (KeySegment.count(keys.at(first)) > MAX_KEYS && keys.mayDivide(first, size)) {
            long bit = keys.divider(first);
            long[] full = keys.at(first);
            keys.divide(
                    first,
                    builder.clear().addHalf(full, bit, false).build(),
                    builder.clear().addHalf(full, bit, true).build());
        }
        return null;
    }

    /// Unless another key stands under its digest by now.
    private void removeByDigest(PackedKey key) {
        long first = key.digest().first();
        long[] segment = keys.at(first);
        int at = KeySegment.find(segment, key.digest());
        if (at >= 0 && KeySegment.id(segment, at).equals(key.id())) {
            keys.replace(
                    first,
                    builder.clear()
                            .add(segment, 0, at)
                            .add(segment, at + 1, KeySegment.count(segment))
                            .build());
        }
    }

    /// Takes out what leads to a key that is there no more, and what it led to.
    private void forget(PackedKey gone, int number) {
        ids.remove(gone.id().hash(), gone.prefix());
        publicIds.remove(gone.publicHash(), gone.prefix());
        shared.release(number);
    }

    private @Nullable Place findId(PackedText id) {
        long hash = id.hash();
        long[] cells = ids.cells(hash);
        for (int i = PrefixIndex.next(cells, 0, hash); i >= 0; i = PrefixIndex.next(cells, i + 1, hash)) {
            long prefix = PrefixIndex.prefix(cells[i]);
            long[] segment = at(prefix);
            int at = KeySegment.findId(segment, prefix, id);
            if (at >= 0) {
                return new Place(segment, at);
            }
        }
        return null;
    }

    private PackedKey read(Place place) {
        return PackedKey.read(place.segment, place.at, Objects.requireNonNull(shared.at(place.shared())));
    }

    private long[] at(long prefix) {
        return keys.at(first(prefix));
    }

    /// The first word of the first digest that begins so.
    private static long first(long prefix) {
        return prefix << Long.SIZE - KeySegment.PREFIX_BITS;
    }
}
