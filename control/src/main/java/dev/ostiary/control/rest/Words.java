package dev.ostiary.control.rest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The constants of enums as JSON writes them: in lower case.
final class Words {
    private Words() {}

    static <E extends Enum<E>> Optional<E> of(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> text(constant).equals(text))
                .findFirst();
    }

    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
