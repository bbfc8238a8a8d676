package dev.ostiary.benchmarks;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.Authenticator;
import dev.ostiary.core.access.KeyDirectory;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.access.RequestFacts;
import dev.ostiary.core.access.Verdict;
import dev.ostiary.core.address.InternetAddress;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.Pepper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a decision costs, digest included, on one thread. Credentials are taken in turn from many that are spread over
/// the whole directory, so that no look-up finds its key in the processor's nearest caches.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@State(Scope.Thread)
// JMH calls the set-up before anything reads a field.
@SuppressWarnings("NullAway.Init")
public class DecideBenchmark {
    /// A power of two.
    private static final int CREDENTIALS = 1 << 16;

    private static final AccessPolicy POLICY = new AccessPolicy.KeyRequired(
            AccessMode.STRICT, List.of(Location.AGENT_ENDPOINT), KeySelection.ALL, BenchmarkDirectory.TARGET);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Param({"1000000", "10000000"})
    int keys;

    private Authenticator authenticator;
    private KeyDirectory directory;
    private Facts[] known;
    private Facts[] unknown;
    private Facts[] garbage;
    private int next;

    /// Fills the directory.
    @Setup
    public void fill() {
        Randomness randomness = new Randomness();
        Pepper pepper = MasterKey.generate(randomness).pepper(1);
        KeyDigester digester = new KeyDigester(pepper);
        int count = Math.min(CREDENTIALS, Integer.highestOneBit(keys));
        known = new Facts[count];
        unknown = new Facts[count];
        garbage = new Facts[count];
        List<KeyDigest> digests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            known[i] = new Facts(KeyFormat.generate(KeyType.SECRET, randomness).reveal());
            unknown[i] =
                    new Facts(KeyFormat.generate(KeyType.SECRET, randomness).reveal());
            garbage[i] = new Facts(KeyType.SECRET.prefix() + randomness.base62(49));
            digests.add(digester.digest(known[i].key));
        }
        authenticator = new Authenticator(digester);
        directory = BenchmarkDirectory.filled(keys, digests);
        require(decide(known), Verdict.Allowed.class);
        require(decide(unknown), Verdict.Denied.class);
        require(decide(garbage), Verdict.Denied.class);
    }

    private static void require(Verdict verdict, Class<? extends Verdict> expected) {
        if (!expected.isInstance(verdict)) {
            throw new IllegalStateException("decided " + verdict);
        }
    }

    /// A valid key.
    @Benchmark
    public Verdict hit() {
        return decide(known);
    }

    /// A well-formed key that nobody has.
    @Benchmark
    public Verdict unknown() {
        return decide(unknown);
    }

    /// A key with a wrong checksum.
    @Benchmark
    public Verdict garbage() {
        return decide(garbage);
    }

    private Verdict decide(Facts[] requests) {
        next = (next + 1) & (requests.length - 1);
        return authenticator.decide(requests[next], POLICY, directory, NOW);
    }

    private static final class Facts implements RequestFacts {
        private static final String PATH = "/v1/chat/completions";

        private final String key;

        Facts(String key) {
            this.key = key;
        }

        @Override
        public @Nullable String header(String name) {
            return name.equals("x-api-key") ? key : null;
        }

        @Override
        public boolean isRepeated(String name) {
            return false;
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String target() {
            return "/default/production/door" + PATH;
        }

        @Override
        public String path() {
            return PATH;
        }

        @Override
        public @Nullable String bodyField(String name) {
            return null;
        }

        @Override
        public @Nullable InternetAddress clientAddress() {
            return null;
        }
    }
}
