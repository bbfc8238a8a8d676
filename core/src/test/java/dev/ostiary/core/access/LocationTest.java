package dev.ostiary.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Locations are written as one line each, and what is none is refused when it is given (S1.9, S1.10, S4.2).
final class LocationTest {
    /// They are written as they were read, names of headers in lower case.
    @ParameterizedTest
    @CsvSource({
        "header X-API-Key,header x-api-key",
        "header Authorization Bearer,header authorization Bearer",
        "header x-key Token,header x-key Token",
        "query api_key,query api_key",
        "query Key,query Key",
        "cookie session,cookie session",
        "body api_key,body api_key"
    })
    void parse_isWrittenBack(String text, String written) {
        Optional<Location> location = Location.parse(text);

        assertEquals(Optional.of(written), location.map(Location::toString));
        assertEquals(location, Location.parse(written));
    }

    /// A header that HTTP itself needs, or that is ours, cannot hold a key.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "header",
                "header ",
                "header a b c",
                "header  a",
                " header a",
                "header a\tb",
                "header ä",
                "header a:b",
                "header Host",
                "header content-length",
                "header Content-Type",
                "header transfer-encoding",
                "header connection",
                "header te",
                "header trailer",
                "header upgrade",
                "header expect",
                "header Cookie",
                "header cookie a",
                "header origin",
                "header X-Ostiary-Key-Id",
                "query",
                "query a b",
                "query a=b",
                "cookie a;b",
                "cookie a b",
                "body a.b c",
                "path key",
                "Header x-api-key"
            })
    void parse_notALocation_isEmpty(String text) {
        assertEquals(Optional.empty(), Location.parse(text));
    }
}
