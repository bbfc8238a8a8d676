package dev.ostiary.core.credit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is called, as far as plans tell calls apart: an agent of some kind, or a route of an organization's own.
public enum CallKind {
    API,
    MCP,
    A2A,
    LLM,
    ROUTE;

    /// As it is stored and shown.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind of that text; empty when there is none.
    public static Optional<CallKind> parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
