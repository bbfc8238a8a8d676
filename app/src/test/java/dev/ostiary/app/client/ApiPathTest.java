package dev.ostiary.app.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.app.terminal.CommandException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person types stays one segment of the path.
class ApiPathTest {
    /// Every character that could end a segment is encoded.
    @Test
    void of_encodesSegments() {
        assertEquals(
                "/organizations/a%2Fb%3Fc%23d%20e/keys?limit=5&cursor=%C3%A4",
                ApiPath.of("organizations", "a/b?c#d e", "keys")
                        .with("limit", "5")
                        .with("agent", Optional.empty())
                        .with("cursor", "ä")
                        .toString());
    }

    /// A segment that would name something else is misuse.
    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void of_noName_isUsageError(String segment) {
        assertThrows(CommandException.class, () -> ApiPath.of("keys", segment));
    }
}
