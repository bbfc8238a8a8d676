package dev.ostiary.core.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients rely on the codes, and their text can leak nothing, since it is fixed (A.9, L02).
final class ProblemCodeTest {
    /// A code reads `area.reason`, its status says whose fault it is, and its text helps.
    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void code_isConsistent(ProblemCode problem) {
        assertTrue(problem.code().matches("[a-z]+\\.[a-z]+(-[a-z]+)*"), problem.code());
        assertEquals(
                switch (problem) {
                    // RFC 9110 gives these to the server, though the client can mend them.
                    case METHOD_UNSUPPORTED, HTTP_VERSION -> Owner.CLIENT;
                    case IDENTITY_PROVIDER_FAILED -> Owner.UPSTREAM;
                    default ->
                        problem.code().startsWith("upstream.")
                                ? Owner.UPSTREAM
                                : problem.status() < 500 ? Owner.CLIENT : Owner.GATEWAY;
                },
                problem.owner());
        assertTrue(problem.status() >= 400 && problem.status() < 600);
        assertFalse(problem.title().isBlank() || problem.title().endsWith("."));
        assertTrue(problem.detail().endsWith("."));
        assertFalse(problem.detail().contains("%"));
    }

    /// No code is given twice.
    @Test
    void codes_areUnique() {
        assertEquals(
                ProblemCode.values().length,
                Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::code)
                        .collect(Collectors.toSet())
                        .size());
    }

    /// A refusal says its code, and of a field its name and remedy, never its value.
    @Test
    void refusal_saysItsCode() {
        RefusedException refused = RefusedException.field("expiresAt", "give a time in the future");

        assertEquals(ProblemCode.REQUEST_INVALID, refused.code());
        assertEquals("request.invalid", refused.getMessage());
        assertEquals(List.of(new FieldProblem("expiresAt", "give a time in the future")), refused.fields());
        assertEquals(ProblemCode.RESOURCE_NOT_FOUND, RefusedException.notFound().code());
        assertEquals(0, refused.getStackTrace().length);
    }

    /// What is found passes.
    @Test
    void requireFound_found_passes() {
        RefusedException.requireFound(Optional.of("here"));
    }
}
