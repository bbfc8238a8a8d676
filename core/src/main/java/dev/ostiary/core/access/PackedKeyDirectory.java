package dev.ostiary.core.access;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A [KeyDirectory] that packs keys into about 110 bytes each, changed key by key. Any number of threads may read,
/// without locks; one thread writes. A reader sees each key as it was before a change or after it, never in
/// between, and never misses one that was there before and after. A change copies the few dozen keys that stand
/// beside the changed one; nothing grows as a whole but tables of references, so no change takes long.
public final class PackedKeyDirectory implements KeyDirectory {
    private volatile PackedKeys keys = new PackedKeys();

    @Override
    public @Nullable KeyEntry find(KeyDigest digest) {
        return keys.find(digest);
    }

    @Override
    public @Nullable KeyEntry findPublic(String publicId) {
        return keys.findPublic(publicId);
    }

    /// Puts a key in the place of what was known of it.
    public void put(KeyEntry entry) {
        keys.put(PackedKey.of(entry));
    }

    /// Forgets a key.
    public void remove(KeyId id) {
        keys.remove(id);
    }

    /// Replaces everything at once: readers see all of the old or all of the new, and the old when the source
    /// fails.
    ///
    /// @param source gives its argument every key, each once
    public void replaceAll(Consumer<KeySink> source) {
        replaceAll(source, List.of());
    }

    /// The same, with the secrets that were replaced lately.
    public void replaceAll(Consumer<KeySink> source, Collection<RetiredSecret> formerSecrets) {
        KeyLoad load = new KeyLoad();
        source.accept(load);
        keys = load.keys(formerSecrets);
    }

    /// Puts the former secrets of a key in the place of those that were known of it. Those that are to be accepted
    /// must be put before the key itself, so that a secret that goes on being accepted is never unknown.
    public void retire(KeyId key, List<RetiredSecret> formerSecrets) {
        keys.retired().put(key, formerSecrets);
    }

    /// Forgets the former secrets that were refused from that instant on or earlier.
    public void forgetRetired(Instant until) {
        keys.retired().forgetUntil(until.toEpochMilli());
    }

    /// How many keys are known.
    public int size() {
        return keys.size();
    }

    /// A number that two directories share when they hold the same keys, however they came to: a sum of one hash
    /// for each key. Not a proof against one who can choose keys.
    public long fingerprint() {
        return keys.fingerprint();
    }

    /// The same of the former secrets that are accepted at that instant or were after it. For the thread that
    /// writes.
    public long formerFingerprint(Instant since) {
        return keys.retired().fingerprint(since.toEpochMilli());
    }
}
