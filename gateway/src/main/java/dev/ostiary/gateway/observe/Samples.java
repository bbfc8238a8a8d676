package dev.ostiary.gateway.observe;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.Map;
import java.util.function.Function;

/// Collects samples by metric. Names of counters are given without `_total`, which the formats add.
final class Samples {
    private static final double NANOS = 1e-9;

    private final MetricSnapshots.Builder all = MetricSnapshots.builder();

    /// Counts and sum of one histogram, from all event loops.
    static final class Distribution {
        final long[] buckets = new long[Histogram.BUCKETS];
        long sumNanos;

        void add(Histogram histogram) {
            histogram.buckets().addTo(buckets);
            sumNanos += histogram.sumNanos();
        }
    }

    MetricSnapshots build() {
        return all.build();
    }

    void gauge(String name, String help, Number value) {
        gauge(name, help, Map.of("", value), _ -> Labels.EMPTY);
    }

    <K> void gauge(String name, String help, Map<K, ? extends Number> values, Function<K, Labels> labels) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((key, value) -> gauge.dataPoint(
                new GaugeSnapshot.GaugeDataPointSnapshot(value.doubleValue(), labels.apply(key), null)));
        all.metricSnapshot(gauge.build());
    }

    void counter(String name, String help, Number value) {
        counter(name, help, Map.of("", value), _ -> Labels.EMPTY);
    }

    <K> void counter(String name, String help, Map<K, ? extends Number> values, Function<K, Labels> labels) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        values.forEach((key, value) -> counter.dataPoint(
                new CounterSnapshot.CounterDataPointSnapshot(value.doubleValue(), labels.apply(key), null, 0L)));
        all.metricSnapshot(counter.build());
    }

    void histogram(String name, String help, Map<Labels, Distribution> values) {
        double[] bounds = Histogram.bounds();
        HistogramSnapshot.Builder histogram =
                HistogramSnapshot.builder().name(name).help(help);
        values.forEach((labels, value) -> histogram.dataPoint(new HistogramSnapshot.HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(bounds, value.buckets), (double) value.sumNanos * NANOS, labels, null, 0L)));
        all.metricSnapshot(histogram.build());
    }

    /// Adds to a metric of count and sum.
    static void add(SummarySnapshot.Builder summary, long count, double sum, Labels labels) {
        summary.dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                .count(count)
                .sum(sum)
                .labels(labels)
                .build());
    }

    void summary(SummarySnapshot.Builder summary) {
        all.metricSnapshot(summary.build());
    }
}
