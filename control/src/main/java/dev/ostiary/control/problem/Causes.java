package dev.ostiary.control.problem;

import java.util.Objects;
import java.util.stream.Stream;

/// What lies behind a failure.
final class Causes {
    /// More than any failure has, unless its causes go round in a circle.
    private static final int MOST = 20;

    private Causes() {}

    /// The failure itself, then its cause, then that one's, to the root.
    static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST);
    }
}
