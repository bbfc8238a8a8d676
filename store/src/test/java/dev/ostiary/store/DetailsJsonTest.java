package dev.ostiary.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.audit.AuditChanges;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DetailsJsonTest {
    /// The text is JSON, sorted by field, whatever is in it.
    @Test
    void write_isJson() {
        assertEquals("{}", DetailsJson.write(Map.of()));
        assertEquals("{\"a\":\"1\",\"b\":\"2\"}", DetailsJson.write(Map.of("b", "2", "a", "1")));
        assertEquals("{\"a\\\"\":\"\\\\ \\u000a\\u0000\"}", DetailsJson.write(Map.of("a\"", "\\ \n\u0000")));
    }

    /// What was written is read back as it was.
    @Test
    void read_isTheInverse() {
        for (Map<String, String> details : List.of(
                Map.<String, String>of(),
                Map.of("", ""),
                Map.of("a", "\",\"b\":\""),
                Map.of("\\", "\\u0041\t\ud83d\ude80"))) {
            assertEquals(details, DetailsJson.read(DetailsJson.write(details)));
        }
    }

    /// A text that breaks off or is no flat object of texts is a fault, never half an answer.
    @Test
    void read_anythingElse_fails() {
        for (String text :
                List.of("", "{", "{\"a", "{\"a\"}", "{\"a\":1}", "[]", "{\"a\":\"1\" }", "{\"a\":\"1\"", "null")) {
            assertThrows(IllegalStateException.class, () -> DetailsJson.read(text));
        }
    }

    /// Both sides of a change come back as they were.
    @Test
    void readChanges_isTheInverse() {
        for (AuditChanges changes : List.of(
                AuditChanges.NONE,
                new AuditChanges(Map.of("a", "]"), Map.of()),
                new AuditChanges(Map.of("a", "1", "b", ""), Map.of("a", "\"},{", "c", "\u0000")))) {
            assertEquals(changes, DetailsJson.readChanges(DetailsJson.write(changes)));
        }
    }

    /// Anything else, even if it means the same, reads as nothing that was ever written.
    @Test
    void readChanges_anythingElse_isTold() {
        for (String text : List.of(
                "",
                "[",
                "[{}",
                "[{},{}",
                "[{},{}]x",
                "[{}, {}]",
                "[{},{}],",
                "{}",
                "[{\"b\":\"\",\"a\":\"\"},{}]",
                "[{\"a\":\"\\u00zz\"},{}]",
                "[{\"a\":\"\\u00")) {
            assertEquals(AuditChanges.made(Map.of("", text)), DetailsJson.readChanges(text), text);
        }
    }
}
