package dev.ostiary.core.access;

import org.jspecify.annotations.Nullable;

/// What a decision may know of a request. Header names are asked for in lower case and match in any case.
public interface RequestFacts {
    /// The value of a header, outer white space removed; null when the request has none. Of a repeated header any
    /// line.
    @Nullable
    String header(String name);

    /// Whether the header stands more than once.
    boolean isRepeated(String name);

    /// The request target as it was sent, path and query.
    String target();
}
