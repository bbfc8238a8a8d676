package dev.ostiary.core.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
    private static Latencies of(long... nanos) {
        Latencies latencies = new Latencies();
        for (long latency : nanos) {
            latencies.add(LatencyScale.bucketOf(latency), 1);
        }
        return latencies;
    }

    /// Without a number there is no answer, rather than zero.
    @Test
    void quantile_ofNothing_isUnknown() {
        assertEquals(OptionalDouble.empty(), of().quantileMillis(0.5));
    }

    /// Every bucket's bound belongs to it, and what is longer to the next; the last takes whatever is left.
    @Test
    void bucketOf_isBoundedAbove() {
        assertEquals(0, LatencyScale.bucketOf(0));
        assertEquals(0, LatencyScale.bucketOf(250_000));
        assertEquals(1, LatencyScale.bucketOf(250_001));
        assertEquals(
                LatencyScale.BUCKETS - 1,
                LatencyScale.bucketOf(Duration.ofDays(3).toNanos()));
        for (long nanos = 1000; nanos < Duration.ofMinutes(17).toNanos(); nanos = nanos * 5 / 4) {
            int bucket = LatencyScale.bucketOf(nanos);
            assertTrue(
                    nanos / 1e6 <= LatencyScale.upperMillis(bucket) && nanos / 1e6 > LatencyScale.lowerMillis(bucket));
        }
    }

    /// What is read back is true to a fifth, over four orders of magnitude.
    @Test
    void quantile_isNear() {
        Random random = new Random(7);
        long[] nanos = LongStream.generate(() -> (long) (1e6 * Math.exp(random.nextDouble() * 9)))
                .limit(20_000)
                .toArray();
        Latencies latencies = of(nanos);
        long[] sorted = LongStream.of(nanos).sorted().toArray();
        for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
            double exact = sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
            double read = latencies.quantileMillis(share).orElseThrow();
            assertEquals(exact, read, exact / 5, "share " + share);
        }
    }
}
