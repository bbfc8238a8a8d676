package dev.ostiary.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proposed command lines can be pasted.
class ShellWordTest {
    /// Plain words stay as they are, all others are one quoted word.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "./data, ./data",
                "http://127.0.0.1:8080/a/b/c/hello, http://127.0.0.1:8080/a/b/c/hello",
                "my data, 'my data'",
                "$(id), '$(id)'",
                "it's, 'it'\\''s'",
                "\"\", ''"
            })
    void quote_isOneWord(String word, String expected) {
        assertEquals(expected, ShellWord.quote(word));
    }
}
