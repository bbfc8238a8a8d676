package dev.ostiary.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is taken as an email address.
final class EmailAddressTest {
    /// Case and spaces around do not tell two people apart.
    @Test
    void parse_folds() {
        assertEquals(
                Optional.of(new EmailAddress("zoe.b+x@example.com")), EmailAddress.parse(" Zoe.B+X@EXAMPLE.com\n"));
        assertEquals(Optional.of(new EmailAddress("root@localhost")), EmailAddress.parse("root@localhost"));
        assertThrows(IllegalArgumentException.class, () -> new EmailAddress("Zoe@example.com"));
    }

    /// What mail would not reach, or another reader would take for something else, is none.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@example.com",
                "a@b@c",
                "a..b@example.com",
                ".a@example.com",
                "a@-example.com",
                "a@example..com",
                "a b@example.com",
                "a@example.com, b@example.com",
                "<a@example.com>",
                "a@example.com\r\nBcc: b@example.com",
                "zo\u00eb@example.com",
                "a@ex\u0430mple.com"
            })
    void parse_noAddress_isEmpty(String text) {
        assertEquals(Optional.empty(), EmailAddress.parse(text));
    }

    /// The lengths that mail servers take.
    @Test
    void parse_longest() {
        assertEquals(true, EmailAddress.parse("a".repeat(64) + "@example.com").isPresent());
        assertEquals(false, EmailAddress.parse("a".repeat(65) + "@example.com").isPresent());
        String label = "b".repeat(63);
        String longest = "a".repeat(62) + "@" + label + "." + label + "." + label;
        assertEquals(254, longest.length());
        assertEquals(true, EmailAddress.parse(longest).isPresent());
        assertEquals(false, EmailAddress.parse("a" + longest).isPresent());
    }
}
