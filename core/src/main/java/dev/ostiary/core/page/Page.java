package dev.ostiary.core.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A part of a listing, newest first, and the cursor at which the next part begins; no cursor, no more.
public record Page<T>(List<T> items, Optional<String> nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /// Makes a page of rows that were read with one more than the limit, to know whether more follow.
    public static <T> Page<T> of(List<T> read, PageRequest request, Function<T, String> cursor) {
        if (read.size() <= request.limit()) {
            return new Page<>(read, Optional.empty());
        }
        List<T> items = read.subList(0, request.limit());
        return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
    }

    /// The same page with each item translated.
    public <U> Page<U> map(Function<? super T, ? extends U> translation) {
        return new Page<>(items.stream().<U>map(translation).toList(), nextCursor);
    }
}
