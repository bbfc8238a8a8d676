package dev.ostiary.core.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.vector.Vectors;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An identifier says what it is of, and nothing else passes for it (I01).
final class IdentifiersTest {
    private static final Map<String, Function<String, Optional<?>>> PARSERS = Map.of(
            AgentId.PREFIX, AgentId::parse,
            AuditEventId.PREFIX, AuditEventId::parse,
            DeploymentId.PREFIX, DeploymentId::parse,
            EnvironmentId.PREFIX, EnvironmentId::parse,
            KeyId.PREFIX, KeyId::parse,
            ManagementKeyId.PREFIX, ManagementKeyId::parse,
            OrganizationId.PREFIX, OrganizationId::parse,
            ProjectId.PREFIX, ProjectId::parse);

    private static final Map<String, Function<String, Object>> CONSTRUCTORS = Map.of(
            AgentId.PREFIX, AgentId::new,
            AuditEventId.PREFIX, AuditEventId::new,
            DeploymentId.PREFIX, DeploymentId::new,
            EnvironmentId.PREFIX, EnvironmentId::new,
            KeyId.PREFIX, KeyId::new,
            ManagementKeyId.PREFIX, ManagementKeyId::new,
            OrganizationId.PREFIX, OrganizationId::new,
            ProjectId.PREFIX, ProjectId::new);

    static List<List<String>> vectors() {
        return Vectors.rows("identifiers.tsv");
    }

    /// Every vector is read as the one kind it is, and as no other; it prints as it was written.
    @ParameterizedTest
    @MethodSource("vectors")
    void parse_takesItsOwnKindOnly(List<String> row) {
        String text = row.get(1);
        PARSERS.forEach((prefix, parse) -> assertEquals(
                row.get(2).equals(prefix) ? Optional.of(text) : Optional.empty(),
                parse.apply(text).map(Object::toString)));
    }

    /// A wrong one cannot be made, and the message does not repeat the text, which may be a secret in the wrong
    /// place (L02).
    @ParameterizedTest
    @MethodSource("vectors")
    void constructor_refusesWhatIsNot(List<String> row) {
        String text = row.get(1);
        CONSTRUCTORS.forEach((prefix, construct) -> {
            if (row.get(2).equals(prefix)) {
                assertEquals(text, construct.apply(text).toString());
            } else {
                String message = assertThrows(IllegalArgumentException.class, () -> construct.apply(text))
                        .toString();
                assertFalse(text.length() > 4 && message.contains(text));
            }
        });
    }

    /// New ones are of their kind and sort by time.
    @Test
    void create_isValidAndSortsByTime() {
        Randomness randomness = new Randomness();
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        for (Function<Instant, Object> create : List.<Function<Instant, Object>>of(
                at -> AgentId.create(randomness, at),
                at -> AuditEventId.create(randomness, at),
                at -> DeploymentId.create(randomness, at),
                at -> EnvironmentId.create(randomness, at),
                at -> KeyId.create(randomness, at),
                at -> ManagementKeyId.create(randomness, at),
                at -> OrganizationId.create(randomness, at))) {
            String first = create.apply(now).toString();
            String later = create.apply(now.plusMillis(1)).toString();
            assertEquals(-1, Integer.signum(first.compareTo(later)));
            assertEquals(
                    1,
                    PARSERS.values().stream()
                            .filter(parse -> parse.apply(first).isPresent())
                            .count());
        }
    }
}
