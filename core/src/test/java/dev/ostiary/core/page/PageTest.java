package dev.ostiary.core.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A listing comes in parts, and the cursor of a part is where the next begins.
final class PageTest {
    private static final PageRequest TWO = new PageRequest(2, Optional.empty());

    /// As many as asked for, or fewer, are the last part.
    @Test
    void of_noMoreThanTheLimit_hasNoCursor() {
        assertEquals(new Page<>(List.of(), Optional.empty()), Page.of(List.<String>of(), TWO, item -> item));
        assertEquals(new Page<>(List.of("a", "b"), Optional.empty()), Page.of(List.of("a", "b"), TWO, item -> item));
    }

    /// One more than asked for tells that there is more, and is not shown.
    @Test
    void of_oneMore_hasTheLastAsCursor() {
        assertEquals(
                new Page<>(List.of("a", "b"), Optional.of("b")), Page.of(List.of("a", "b", "c"), TWO, item -> item));
    }

    /// Translated items keep their place and cursor.
    @Test
    void map_keepsTheCursor() {
        assertEquals(
                new Page<>(List.of(1, 2), Optional.of("b")),
                new Page<>(List.of("a", "ab"), Optional.of("b")).map(String::length));
    }

    /// A page is a copy: what becomes of the list it was made of does not show.
    @Test
    void page_isACopy() {
        List<String> items = new ArrayList<>(List.of("a"));
        Page<String> page = new Page<>(items, Optional.empty());
        items.clear();

        assertEquals(List.of("a"), page.items());
    }

    /// Parts have 1 to 200 items, 50 unless asked for otherwise.
    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 201, Integer.MAX_VALUE})
    void request_limitOutOfRange_isRefused(int limit) {
        assertThrows(IllegalArgumentException.class, () -> new PageRequest(limit, Optional.empty()));
        assertEquals(50, PageRequest.first().limit());
        assertEquals(200, new PageRequest(200, Optional.empty()).limit());
    }
}
