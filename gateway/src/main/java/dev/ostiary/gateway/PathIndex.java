package dev.ostiary.gateway;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what stands at a path: at exactly this path, or else at its longest beginning that ends where a segment
/// does. Looks at each character once and makes no strings. Immutable.
final class PathIndex {
    private static final String ROOT = "/";

    private final @Nullable Entry[] table;
    /// For each number of segments whether there is a path of so many.
    private final boolean[] depths;
    private final @Nullable Destination exactRoot;
    private final @Nullable Destination root;

    private PathIndex(Map<String, Entry> entries) {
        Entry atRoot = entries.get(ROOT);
        this.exactRoot = atRoot == null ? null : atRoot.exact;
        this.root = atRoot == null ? null : atRoot.prefix;
        int size = Integer.highestOneBit(Math.max(4, entries.size() * 2)) * 2;
        this.table = new Entry[size];
        int deepest = 0;
        for (Entry entry : entries.values()) {
            deepest = Math.max(deepest, entry.depth);
        }
        this.depths = new boolean[deepest + 1];
        for (Entry entry : entries.values()) {
            depths[entry.depth] = true;
            int slot = entry.hash & size - 1;
            while (table[slot] != null) {
                slot = slot + 1 & size - 1;
            }
            table[slot] = entry;
        }
    }

    /// What stands at every path that nothing else stands at.
    @Nullable
    Destination root() {
        return root;
    }

    /// Finds.
    ///
    /// @param target begins with the path
    /// @param end where the path ends in it
    @Nullable
    Destination find(String target, int end) {
        if (end == 1) {
            return exactRoot != null ? exactRoot : root;
        }
        Destination found = root;
        int hash = 0;
        int depth = 0;
        for (int i = 0; i < end && depth < depths.length; i++) {
            char character = target.charAt(i);
            if (character == '/' && i > 0) {
                if (depths[depth]) {
                    Entry entry = entry(target, i, mixed(hash));
                    found = entry != null && entry.prefix != null ? entry.prefix : found;
                }
            }
            depth += character == '/' ? 1 : 0;
            hash = hash * 31 + character;
        }
        if (depth >= depths.length || !depths[depth]) {
            return found;
        }
        Entry entry = entry(target, end, mixed(hash));
        if (entry == null) {
            return found;
        }
        return entry.exact != null ? entry.exact : entry.prefix != null ? entry.prefix : found;
    }

    private @Nullable Entry entry(String target, int length, int hash) {
        int slot = hash & table.length - 1;
        for (Entry entry = table[slot]; entry != null; entry = table[slot]) {
            if (entry.hash == hash && entry.path.length() == length && target.startsWith(entry.path)) {
                return entry;
            }
            slot = slot + 1 & table.length - 1;
        }
        return null;
    }

    private static int mixed(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x45D9F3B;
        return mixed ^ mixed >>> 16;
    }

    /// What stands at one path.
    private static final class Entry {
        private final String path;
        private final int hash;
        private final int depth;
        private @Nullable Destination exact;
        private @Nullable Destination prefix;

        Entry(String path) {
            this.path = path;
            this.hash = mixed(path.hashCode());
            this.depth =
                    (int) path.chars().filter(character -> character == '/').count();
        }
    }

    /// Collects what an index is made of. What is put at a taken place stays out.
    static final class Builder {
        private final Map<String, Entry> entries = new HashMap<>();

        void exact(String path, Destination destination) {
            Entry entry = entries.computeIfAbsent(path, Entry::new);
            entry.exact = entry.exact == null ? destination : entry.exact;
        }

        void prefix(String path, Destination destination) {
            Entry entry = entries.computeIfAbsent(path, Entry::new);
            entry.prefix = entry.prefix == null ? destination : entry.prefix;
        }

        PathIndex build() {
            return new PathIndex(entries);
        }
    }
}
