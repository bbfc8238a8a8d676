package dev.ostiary.control.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where browsers keep no passkeys, none is offered, and it is said what to do.
class PasskeyAdviceTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9090", "https://ostiary.example.com", "http://localhost"})
    void of_placeWithPasskeys_isEmpty(String origin) {
        assertEquals(Optional.empty(), PasskeyAdvice.of(origin));
    }

    /// This very machine has a name for which they do.
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9090, http://localhost:9090/me",
        "http://127.0.0.1, http://localhost/me",
        "http://[::1]:9090, http://localhost:9090/me"
    })
    void of_addressOfThisMachine_leadsToItsName(String origin, String elsewhere) {
        assertEquals(
                Optional.of(elsewhere), PasskeyAdvice.of(origin).orElseThrow().elsewhere());
    }

    /// Elsewhere there has to be https, which is the server's to know.
    @ParameterizedTest
    @ValueSource(strings = {"http://ostiary.example.com", "http://192.0.2.7:9090", "https://192.0.2.7", "http://a b"})
    void of_placeWithoutHttps_namesTheSetting(String origin) {
        PasskeyAdvice advice = PasskeyAdvice.of(origin).orElseThrow();

        assertEquals(Optional.empty(), advice.elsewhere());
        assertTrue(advice.words().contains("--public-url"));
    }
}
