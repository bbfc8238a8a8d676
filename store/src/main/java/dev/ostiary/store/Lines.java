package dev.ostiary.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Several values in one column, a line each; none at all is null. Reading fails on a value that is none, since to
/// leave one out could open what it closes.
final class Lines {
    private static final String BREAK = "\n";

    private Lines() {}

    static @Nullable String write(Collection<?> values) {
        return values.isEmpty() ? null : values.stream().map(Object::toString).collect(Collectors.joining(BREAK));
    }

    /// @param parse reads one value; empty when the text is none
    static <T> List<T> read(@Nullable String text, Function<String, Optional<T>> parse) {
        List<T> values = new ArrayList<>();
        for (String line : split(text)) {
            values.add(parse.apply(line).orElseThrow(Lines::unreadable));
        }
        return values;
    }

    static List<String> split(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split(BREAK, -1));
    }

    static IllegalStateException unreadable() {
        return new IllegalStateException("a stored value that this program cannot read");
    }
}
