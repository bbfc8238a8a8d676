package dev.ostiary.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Parsers of outside input keep to what they promise: with the seeds, with some thousands of inputs made of them, and
/// with long inputs that cost more than their length where a parser looks twice (K09, G04, group G's parsers).
class FuzzTargetsTest {
    private static final int ROUNDS = 3_000;
    private static final int LONG = 64 * 1024;
    /// Of what a linear parser does in milliseconds.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static Stream<String> targets() {
        return FuzzTargets.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void seeds_areReadAsPromised(String name) {
        FuzzTarget target = FuzzTargets.named(name);
        assertFalse(target.seeds().isEmpty());
        for (String seed : target.seeds()) {
            run(target, seed.getBytes(ISO_8859_1));
        }
        run(target, new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void mutatedSeeds_areReadAsPromised(String name) {
        FuzzTarget target = FuzzTargets.named(name);
        Mutations mutations = new Mutations(name.hashCode(), target.seeds());
        for (int i = 0; i < ROUNDS; i++) {
            run(target, mutations.next());
        }
    }

    /// What costs the square of its length takes minutes here.
    @ParameterizedTest
    @MethodSource("targets")
    void longInputs_costNoMoreThanTheirLength(String name) {
        FuzzTarget target = FuzzTargets.named(name);
        for (String seed : target.seeds()) {
            String first = seed.substring(0, seed.length() / 2);
            String unit = seed.substring(first.length(), Math.min(seed.length(), first.length() + 8));
            for (String repeated :
                    List.of(unit, "&", "=", ";", ",", "%25", "25", "/", "::", "a:", "[", "..", "\n", "\"")) {
                String input = first + repeated.repeat(LONG / Math.max(1, repeated.length()));
                assertTimeoutPreemptively(
                        PATIENCE, () -> run(target, input.getBytes(ISO_8859_1)), () -> encoded(first + repeated));
            }
        }
    }

    @Test
    void namelessTarget_isToldSo() {
        String message = assertThrows(IllegalArgumentException.class, () -> FuzzTargets.named("nothing"))
                .toString();
        assertTrue(message.contains("request-decoder"), message);
    }

    private static void run(FuzzTarget target, byte[] input) {
        try {
            target.run(input);
        } catch (RuntimeException | StackOverflowError broken) {
            throw new AssertionError("input in Base64: " + Base64.getEncoder().encodeToString(input), broken);
        }
    }

    private static String encoded(String input) {
        return "long input that begins so, in Base64: "
                + Base64.getEncoder().encodeToString(input.getBytes(ISO_8859_1));
    }
}
