package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.vector.Vectors;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A scope allows what it says, however a path is written and whatever an upstream makes of it (S4.9).
final class ScopeTest {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT");

    static List<List<String>> vectors() {
        return Vectors.rows("scope.tsv");
    }

    private static Scope scope(String text) {
        return Scope.parse(text).orElseThrow();
    }

    /// Every vector is allowed or refused as it says.
    @ParameterizedTest
    @MethodSource("vectors")
    void allows_vector(List<String> row) {
        assertEquals(row.get(4).equals("allowed"), scope(row.get(1)).allows(row.get(2), row.get(3)));
    }

    /// It is written as it was read, its methods in order.
    @Test
    void toString_isReadBack() {
        assertEquals(
                "GET,HEAD,POST /v1/*/x/**", scope("POST,HEAD,GET /v1/*/x/**").toString());
        assertEquals("* /", scope("* /").toString());
        assertEquals(scope("GET,POST /a"), scope("POST,GET /a"));
    }

    /// What is no scope is refused when it is given, not when it is used.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET",
                "GET ",
                " /v1",
                "/v1",
                "get /v1",
                "GET v1",
                "GET,,POST /v1",
                "GET, POST /v1",
                "GET,* /v1",
                "G3T /v1",
                "GET  /v1",
                "GET /v1 ",
                "GET /v1 /v2",
                "GET /v1?x=1",
                "GET /v1#x",
                "GET /v1/%2e",
                "GET /v1\\x",
                "GET /v1/../x",
                "GET /v1/.",
                "GET /v1/a*",
                "GET /v1/*a",
                "GET /**/x",
                "GET /v1/***",
                "GET /ü",
                "GET /\t",
                "GET /v1\nGET /v2"
            })
    void parse_notAScope_isEmpty(String text) {
        assertEquals(Optional.empty(), Scope.parse(text));
    }

    /// Nor is one longer than 512 characters.
    @Test
    void parse_length_isBounded() {
        assertTrue(Scope.parse("GET /" + "x".repeat(511)).isPresent());
        assertFalse(Scope.parse("GET /" + "x".repeat(512)).isPresent());
    }

    /// What narrows a scope is covered by it, what widens it is not.
    @Test
    void covers_narrowerOnly() {
        for (String narrower : List.of(
                "GET /v1/**", "GET /v1", "GET /v1/", "GET /v1/*", "GET /v1/a/*/**", "POST /v1/x", "GET,POST /v1/**")) {
            assertTrue(scope("GET,POST /v1/**").covers(scope(narrower)), narrower);
        }
        for (String wider : List.of(
                "* /v1/**",
                "PUT /v1/x",
                "GET,PUT /v1",
                "GET /**",
                "GET /*",
                "GET /v2",
                "GET /v1x",
                "GET /",
                "GET /*/a")) {
            assertFalse(scope("GET,POST /v1/**").covers(scope(wider)), wider);
        }
        assertFalse(scope("GET /v1/*").covers(scope("GET /v1/**")));
        assertFalse(scope("GET /v1/*").covers(scope("GET /v1/")));
        assertFalse(scope("GET /v1/*/**").covers(scope("GET /v1/**")));
        assertTrue(scope("GET /v1/*").covers(scope("GET /v1/*")));
        assertTrue(scope("* /**").covers(scope("* /")));
    }

    /// If one scope covers another it allows all that the other allows, whatever is asked for; and each covers
    /// itself.
    @Test
    void covers_impliesAllows() {
        Random random = new Random(17);
        int covered = 0;
        for (int i = 0; i < 60_000; i++) {
            Scope one = scope(methods(random) + " " + pattern(random));
            Scope other = scope(methods(random) + " " + pattern(random));
            assertTrue(one.covers(one));
            if (one.covers(other)) {
                covered++;
                for (int call = 0; call < 20; call++) {
                    String method = METHODS.get(random.nextInt(METHODS.size()));
                    String path = path(random, other);
                    assertTrue(
                            !other.allows(method, path) || one.allows(method, path),
                            one + " covers " + other + " but not " + method + " " + path);
                }
            }
        }
        assertTrue(covered > 1000);
    }

    /// What a `*` or a `**` stands for makes no difference, and neither does how the letters of a path are written.
    @Test
    void allows_anyWriting() {
        Random random = new Random(23);
        for (int i = 0; i < 20_000; i++) {
            Scope scope = scope("* " + pattern(random));
            String path = path(random, scope).replace("%", "");
            String written = path.chars()
                    .mapToObj(c ->
                            c != '/' && random.nextInt(3) == 0 ? String.format("%%%02x", c) : Character.toString(c))
                    .collect(Collectors.joining());

            assertEquals(scope.allows("GET", path), scope.allows("GET", written), scope + " " + written);
        }
    }

    private static String methods(Random random) {
        String methods = METHODS.stream().filter(_ -> random.nextBoolean()).collect(Collectors.joining(","));
        return methods.isEmpty() ? "*" : methods;
    }

    private static String pattern(Random random) {
        String segments = Stream.generate(() -> "/" + List.of("a", "b", "*", "").get(random.nextInt(4)))
                .limit(1 + random.nextInt(3))
                .collect(Collectors.joining());
        return random.nextInt(3) == 0 ? segments + "/**" : segments;
    }

    /// A path that resembles the pattern.
    private static String path(Random random, Scope like) {
        String path = like.path()
                .replace(
                        "/**",
                        random.nextBoolean()
                                ? ""
                                : "/" + List.of("a", "", "a/b", "..", "%2e.").get(random.nextInt(5)))
                .replace("*", List.of("a", "b", "", "a%2Fb", "..", "c").get(random.nextInt(6)));
        String changed = random.nextInt(4) == 0 ? path + "/" : path;
        return changed.isEmpty() ? "/" : changed;
    }

    /// A path whose escapes are escaped over and over is in no scope, however wide, and costs no more than its
    /// length.
    @Test
    void allows_escapedTooOften_isFalse() {
        Scope everything = Scope.parse("* /**").orElseThrow();
        assertTrue(everything.allows("GET", "/%" + "25".repeat(7) + "41"));
        assertFalse(everything.allows("GET", "/%" + "25".repeat(9) + "41"));
        assertFalse(Scope.parse("* /x/literal").orElseThrow().allows("GET", "/x/%" + "25".repeat(100_000)));
    }
}
