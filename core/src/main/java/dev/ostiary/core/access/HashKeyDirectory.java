package dev.ostiary.core.access;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyDigest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A [KeyDirectory] in hash tables, changed entry by entry. Any number of threads may read; one thread writes.
public final class HashKeyDirectory implements KeyDirectory {
    private volatile Tables tables = new Tables();

    @Override
    public @Nullable KeyEntry find(KeyDigest digest) {
        return tables.byDigest.get(digest);
    }

    /// Puts a key in the place of what was known of it.
    public void put(KeyEntry entry) {
        tables.put(entry);
    }

    /// Forgets a key.
    public void remove(KeyId id) {
        tables.remove(id);
    }

    /// Replaces everything at once: readers see all of the old or all of the new.
    ///
    /// @param source calls its argument with every entry
    public void replaceAll(Consumer<Consumer<KeyEntry>> source) {
        Tables loaded = new Tables();
        source.accept(loaded::put);
        tables = loaded;
    }

    /// How many keys are known.
    public int size() {
        return tables.byId.size();
    }

    private static final class Tables {
        private final ConcurrentHashMap<KeyDigest, KeyEntry> byDigest = new ConcurrentHashMap<>();
        private final ConcurrentHashMap<KeyId, KeyEntry> byId = new ConcurrentHashMap<>();

        void put(KeyEntry entry) {
            KeyEntry before = byId.put(entry.id(), entry);
            byDigest.put(entry.digest(), entry);
            if (before != null && !before.digest().equals(entry.digest())) {
                byDigest.remove(before.digest());
            }
        }

        void remove(KeyId id) {
            KeyEntry known = byId.remove(id);
            if (known != null) {
                byDigest.remove(known.digest());
            }
        }
    }
}
