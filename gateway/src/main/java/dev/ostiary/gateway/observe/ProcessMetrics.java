package dev.ostiary.gateway.observe;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/// What the Java runtime says of the process, under the names that Prometheus clients for Java have for it.
final class ProcessMetrics {
    private ProcessMetrics() {}

    static void addTo(Samples samples) {
        addProcess(samples);
        addMemory(samples);
        addGarbageCollection(samples);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        samples.gauge("jvm_threads_current", "Platform threads.", threads.getThreadCount());
        samples.gauge("jvm_threads_peak", "Platform threads at their highest.", threads.getPeakThreadCount());
    }

    private static void addProcess(Samples samples) {
        samples.gauge(
                "process_start_time_seconds",
                "When the process started, in seconds since 1970.",
                ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            samples.counter("process_cpu_seconds", "Processor time used.", system.getProcessCpuTime() / 1e9);
            if (system instanceof UnixOperatingSystemMXBean unix) {
                samples.gauge("process_open_fds", "Open file descriptors.", unix.getOpenFileDescriptorCount());
                samples.gauge(
                        "process_max_fds", "How many file descriptors may be open.", unix.getMaxFileDescriptorCount());
            }
        }
    }

    private static void addMemory(Samples samples) {
        Map<String, MemoryUsage> areas = new LinkedHashMap<>();
        areas.put("heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
        areas.put("nonheap", ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage());
        area(samples, "jvm_memory_used_bytes", "Memory in use.", areas, MemoryUsage::getUsed);
        area(samples, "jvm_memory_committed_bytes", "Memory taken from the system.", areas, MemoryUsage::getCommitted);
        area(samples, "jvm_memory_max_bytes", "Memory that may be used; -1: no bound.", areas, MemoryUsage::getMax);
        Map<String, Long> pools = new LinkedHashMap<>();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            pools.put(pool.getName(), pool.getMemoryUsed());
        }
        samples.gauge(
                "jvm_buffer_pool_used_bytes",
                "Memory of buffers outside of the heap.",
                pools,
                pool -> Labels.of("pool", pool));
    }

    private static void area(
            Samples samples,
            String name,
            String help,
            Map<String, MemoryUsage> areas,
            ToLongFunction<MemoryUsage> figure) {
        Map<String, Long> values = new LinkedHashMap<>();
        areas.forEach((area, usage) -> values.put(area, figure.applyAsLong(usage)));
        samples.gauge(name, help, values, area -> Labels.of("area", area));
    }

    private static void addGarbageCollection(Samples samples) {
        SummarySnapshot.Builder summary =
                SummarySnapshot.builder().name("jvm_gc_collection_seconds").help("Time spent collecting garbage.");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            Samples.add(
                    summary,
                    collector.getCollectionCount(),
                    collector.getCollectionTime() / 1e3,
                    Labels.of("gc", collector.getName()));
        }
        samples.summary(summary);
    }
}
