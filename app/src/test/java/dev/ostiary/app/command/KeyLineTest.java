package dev.ostiary.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.app.terminal.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A line of a file of keys says one thing, and what is wrong with it without its values.
final class KeyLineTest {
    /// A field that stands twice is named, and none of its values is taken.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a\",\"key\":\"abcdefghijklmnopqrst\",\"name\":\"b\"}|name: stands twice; name it once",
                "{\"name\":\"a\",\"key\":\"abcdefghijklmnopqrst\",\"key\":\"secret-of-somebody-else\"}|"
                        + "key: stands twice; name it once",
                "{\"scopes\":[\"a\",\"b\"],\"labels\":{\"scopes\":\"x\"},\"scopes\":[]}|scopes: stands twice; name it once",
                "{\"secret-of-somebody-else\":1,\"secret-of-somebody-else\":1}|a field: stands twice; name it once"
            })
    void json_doubledField_isNamed(String line, String message) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> KeyLine.json(line));
        assertEquals(message, refused.getMessage());
    }

    /// A key is hashed and does not leave the line.
    @Test
    void json_key_isHashed() {
        String row = KeyLine.json("{\"name\":\"a\",\"key\":\"abcdefghijklmnopqrst\"}")
                .toString();
        assertFalse(row.contains("abcdefghijklmnopqrst"), row);
    }

    /// Of two columns of one name nobody knows which is meant.
    @Test
    void columns_doubled_isRefused() {
        assertThrows(CommandException.class, () -> KeyLine.columns("name,key,name"));
    }
}
