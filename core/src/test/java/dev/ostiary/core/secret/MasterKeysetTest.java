package dev.ostiary.core.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Several generations of the master key, side by side (S4.14).
final class MasterKeysetTest {
    private final Randomness randomness = new Randomness();
    private final MasterKey first = MasterKey.generate(randomness);
    private final MasterKey second = MasterKey.generate(randomness);
    private final MasterKeyset both = MasterKeyset.first(first).with(2, second);

    /// A keyset of one is written as the master key alone always was, so that older files are read.
    @Test
    void export_ofOne_isTheMasterKey() {
        assertEquals(first.export(), MasterKeyset.first(first).export());
        assertEquals(
                Optional.of(MasterKeyset.first(first)),
                MasterKeyset.parse(first.export().reveal() + "\n"));
    }

    /// What is written reads back, on lines or with spaces between, as in a variable.
    @Test
    void export_readsBack() {
        MasterKeyset third = both.with(30, MasterKey.generate(randomness)).without(1);
        for (MasterKeyset keyset : List.of(both, third)) {
            String text = keyset.export().reveal();

            assertEquals(2, text.lines().count());
            assertEquals(Optional.of(keyset), MasterKeyset.parse(text));
            assertEquals(Optional.of(keyset), MasterKeyset.parse(" " + text.replace("\n", "  ") + "\r\n"));
        }
        assertEquals(Set.of(2, 30), third.generations());
        assertEquals(30, third.newest());
    }

    /// Nothing is guessed: a line that is odd, or stands twice, spoils the whole.
    @Test
    void parse_anythingElse_isEmpty() {
        String line = first.export().reveal();
        String bytes = line.substring(MasterKey.FORMAT.length());
        for (String text : List.of(
                "",
                line + "\n" + line,
                line + "\nmore",
                MasterKey.FORMAT + "0:" + bytes,
                MasterKey.FORMAT + "1:" + bytes,
                MasterKey.FORMAT + "02:" + bytes,
                MasterKey.FORMAT + "-2:" + bytes,
                MasterKey.FORMAT + "9999999:" + bytes,
                MasterKey.FORMAT + "2:" + bytes.substring(4),
                MasterKey.FORMAT + "2:" + bytes + "\n" + MasterKey.FORMAT + "2:" + bytes)) {
            assertEquals(Optional.empty(), MasterKeyset.parse(text));
        }
    }

    /// A keyset is never empty.
    @Test
    void without_theOnlyOne_fails() {
        assertThrows(IllegalArgumentException.class, () -> both.without(1).without(2));
    }

    /// Each generation has its pepper, numbered as itself.
    @Test
    void peppers_areNewestFirst() {
        assertEquals(List.of(2, 1), both.peppers().stream().map(Pepper::number).toList());
        assertEquals(
                List.of(2),
                both.without(1).peppers().stream().map(Pepper::number).toList());
    }

    /// Nothing prints a key.
    @Test
    void toString_showsNothing() {
        assertEquals("MasterKeyset[1, 2]", both.toString());
        assertFalse(both.export().toString().contains("ostiary"));
    }

    /// Those who follow a ring hear of new peppers, and only of those; what is made anew is made under the active
    /// one.
    @Test
    void ring_goesOver() {
        MasterKeyRing ring = new MasterKeyRing(MasterKeyset.first(first), 1);
        List<List<Integer>> heard = new ArrayList<>();
        ring.follow(peppers -> heard.add(peppers.stream().map(Pepper::number).toList()));

        ring.replace(both, 1);
        assertEquals(1, ring.pepper().number());
        ring.replace(both, 2);
        assertEquals(2, ring.pepper().number());
        assertEquals(2, ring.newest().number());
        ring.replace(both.without(1), 2);

        assertEquals(List.of(List.of(2, 1), List.of(2)), heard);
        assertEquals(Optional.empty(), ring.find(1));
        assertThrows(IllegalArgumentException.class, () -> ring.replace(both, 3));
    }
}
