package dev.ostiary.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.terminal.Table.Column;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Tables are read on terminals of any width.
class TableTest {
    private static Table keys() {
        return new Table(List.of(Column.shortenedTo(6, "NAME"), Column.whole("ID")))
                .row("a rather long name", "key_1")
                .row("短い名前", "key_2");
    }

    /// Columns line up by what the terminal shows, in which some characters are two wide.
    @Test
    void render_enoughRoom_linesUp() {
        assertEquals("""
                NAME                ID
                a rather long name  key_1
                短い名前            key_2
                """, keys().render(OptionalInt.empty()));
    }

    /// Only columns that may be are cut, and no line is too long.
    @Test
    void render_narrow_shortensWhatMayBe() {
        assertEquals("""
                NAME       ID
                a rather…  key_1
                短い名前   key_2
                """, keys().render(OptionalInt.of(16)));
    }

    /// Where even that is too wide, each row is a block, and everything is whole.
    @Test
    void render_tooNarrow_isBlocks() {
        String text = keys().render(OptionalInt.of(10));
        assertTrue(text.contains("a rather long name\n  ID"), text);
        assertTrue(text.contains("key_1") && text.contains("key_2"), text);
    }

    /// Text from elsewhere can neither break a row nor command the terminal.
    @Test
    void row_controlCharacters_areReplaced() {
        String text = new Table(List.of(Column.whole("NAME")))
                .row("a\nb\u001b[31mc\u202ed")
                .render(OptionalInt.empty());
        assertEquals("NAME\na�b�[31mc�d\n", text);
    }
}
