package dev.ostiary.core.traffic;

import java.util.Locale;

/// What became of a request.
public enum TrafficOutcome {
    /// It got its answer.
    SERVED,
    /// It was not let in, or not taken.
    REFUSED,
    /// The upstream failed, or answered with a status from 500 on.
    FAILED,
    /// Its client left before the answer was whole.
    ABANDONED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /// As it is stored and shown.
    public String text() {
        return text;
    }

    /// The outcome of that text, which is one of [#text].
    public static TrafficOutcome of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
