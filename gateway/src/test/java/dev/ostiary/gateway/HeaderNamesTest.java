package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.AsciiString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The headers that are the gateway's own, in every spelling that an agent may take for them (G01).
class HeaderNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Ostiary-Key-Id",
                "x-ostiary-key-id",
                "X-OSTIARY-KEY-ID",
                "X_Ostiary_Key_Id",
                "x-ostiary_key-id",
                "x_ostiary-anything",
                "X-Ostiary-",
                "X-Ostiary-Not-Known-Yet",
                "X-Ostiary",
                "X.Ostiary.Key.Id",
                "x~ostiary!key"
            })
    void isOwned_isTrueForEverySpelling(String name) {
        assertTrue(HeaderNames.isOwned(name));
        assertTrue(HeaderNames.isOwned(AsciiString.of(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Ostiaryx", "X-Ostiar-y-Key", "Ostiary-Key-Id", "X-API-Key", "X--Ostiary-Key", ""})
    void isOwned_isFalseForOthers(String name) {
        assertFalse(HeaderNames.isOwned(name));
    }
}
