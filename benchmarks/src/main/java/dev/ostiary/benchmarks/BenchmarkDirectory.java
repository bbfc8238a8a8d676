package dev.ostiary.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.KeyDirectory;
import dev.ostiary.core.access.KeyRow;
import dev.ostiary.core.access.KeySink;
import dev.ostiary.core.access.PackedKeyDirectory;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.random.Randomness;
import java.util.List;

/// A directory as a gateway holds it, of made-up keys. Everything the measurements know of the directory's class and of
/// entries stands here.
final class BenchmarkDirectory {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    /// Identifiers begin with the time of creation, here the same for all.
    private static final String TIME = "01m7yehzm7";

    private static final OrganizationId ORGANIZATION = new OrganizationId("org_" + "0".repeat(26));
    private static final AgentId AGENT = new AgentId("agt_" + "0".repeat(26));
    private static final EnvironmentId ENVIRONMENT = new EnvironmentId("env_" + "0".repeat(26));

    /// What the keys are bound to.
    static final AccessTarget TARGET = new AccessTarget.DeployedAgent(ORGANIZATION, AGENT, ENVIRONMENT);

    private BenchmarkDirectory() {}

    /// A directory of `count` keys. The known digests are spread evenly; all others are bits that look as random as
    /// digests are, which makes ten million in half a minute.
    static KeyDirectory filled(int count, List<KeyDigest> known) {
        PackedKeyDirectory directory = new PackedKeyDirectory();
        directory.replaceAll(sink -> fill(sink, count, known));
        return directory;
    }

    private static void fill(KeySink sink, int count, List<KeyDigest> known) {
        Randomness randomness = new Randomness();
        int step = known.isEmpty() ? Integer.MAX_VALUE : count / known.size();
        KeyRow row = new KeyRow();
        put(row, KeyRow.Column.ORGANIZATION, ORGANIZATION.value());
        put(row, KeyRow.Column.AGENT, AGENT.value());
        put(row, KeyRow.Column.ENVIRONMENT, ENVIRONMENT.value());
        for (int number = 0; number < count; number++) {
            boolean isKnown = number % step == 0 && number / step < known.size();
            KeyDigest digest = isKnown ? known.get(number / step) : digest(number);
            row.put(KeyRow.Column.DIGEST, digest.bytes());
            put(row, KeyRow.Column.ID, KeyId.PREFIX + TIME + text(26 - TIME.length(), number));
            put(row, KeyRow.Column.PUBLIC_ID, KeyFormat.generatePublicId(randomness));
            put(row, KeyRow.Column.NAME, "key " + number);
            sink.take(row);
        }
    }

    private static void put(KeyRow row, KeyRow.Column column, String text) {
        row.put(column, text.getBytes(US_ASCII));
    }

    /// So many digits of base32, another text for each seed.
    private static String text(int length, long seed) {
        char[] digits = new char[length];
        long bits = 0;
        for (int i = 0; i < length; i++, bits >>>= 5) {
            if (i % 12 == 0) {
                bits = mixed(4 * seed + i / 12);
            }
            digits[i] = DIGITS.charAt((int) (bits & 31));
        }
        return new String(digits);
    }

    private static KeyDigest digest(int number) {
        long from = 4L * number;
        return new KeyDigest(mixed(~from), mixed(~(from + 1)), mixed(~(from + 2)), mixed(~(from + 3)));
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every input gives another, seemingly random
    /// output.
    private static long mixed(long input) {
        long bits = input * 0x9e3779b97f4a7c15L;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }
}
