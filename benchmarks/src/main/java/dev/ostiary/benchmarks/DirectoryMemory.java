package dev.ostiary.benchmarks;

import dev.ostiary.core.access.KeyDirectory;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much memory a directory of so many keys takes: what is in use after a full collection with it, less what was
/// before. Buffers outside the heap count.
final class DirectoryMemory {
    /// Keeps the directory in use while it is measured.
    @SuppressWarnings("unused")
    private static volatile @Nullable KeyDirectory held;

    private DirectoryMemory() {}

    public static void main(String... arguments) {
        int keys = Arguments.parse(arguments).number("keys");
        // Classes and constants that the filling needs stay out of the difference.
        held = BenchmarkDirectory.filled(1000, List.of());
        held = null;
        long before = used();
        held = BenchmarkDirectory.filled(keys, List.of());
        long after = used();
        new Figures("memory")
                .add("keys", keys)
                .add("bytes_a_key", (double) (after - before) / keys)
                .print();
    }

    private static long used() {
        long used = Long.MAX_VALUE;
        // A collection leaves what is only weakly reachable to the next one.
        for (int i = 0; i < 3; i++) {
            ManagementFactory.getMemoryMXBean().gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            used += pool.getMemoryUsed();
        }
        return used;
    }
}
