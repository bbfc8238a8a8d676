package dev.ostiary.control.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ostiary.control.json.StrictJson;
import dev.ostiary.core.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// No secret is in what is kept, wherever it stands in an answer (S4.6).
final class KeptBodiesTest {
    private final KeptBodies bodies = new KeptBodies(StrictJson.mapper());

    record Issued(String name, ShownOnce secret) {}

    record Unwrapped(@JsonUnwrapped Issued issued, int number) {}

    record Several(List<ShownOnce> secrets) {}

    record Perhaps(Optional<ShownOnce> secret) {}

    private static ShownOnce canary() {
        return new ShownOnce(Secret.of("canary"));
    }

    /// It is in the answer, and its field is not in what is kept.
    @Test
    void secret_isLeftOut() {
        Issued issued = new Issued("a", canary());

        assertEquals(
                "{\"name\":\"a\",\"secret\":\"canary\"}", StrictJson.mapper().writeValueAsString(issued));
        assertEquals(Optional.of("{\"name\":\"a\"}"), bodies.write(issued));
        assertEquals(Optional.of("{\"name\":\"a\",\"number\":1}"), bodies.write(new Unwrapped(issued, 1)));
    }

    /// Where it cannot be left out nothing is kept.
    @Test
    void secretElsewhere_keepsNothing() {
        assertEquals(Optional.empty(), bodies.write(new Several(List.of(canary()))));
        assertEquals(Optional.empty(), bodies.write(new Perhaps(Optional.of(canary()))));
        assertEquals(Optional.empty(), bodies.write(canary()));
    }
}
