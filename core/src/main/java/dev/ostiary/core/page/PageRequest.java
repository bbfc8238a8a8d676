package dev.ostiary.core.page;

import java.util.Optional;

/// Which part of a listing is wanted: at most `limit` items (1 to 200), after `cursor`, which is the identifier of the
/// last item seen. A cursor that names nothing is a position like any other.
public record PageRequest(int limit, Optional<String> cursor) {
    public static final int MAX_LIMIT = 200;
    public static final int DEFAULT_LIMIT = 50;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT);
        }
    }

    /// The first page of the largest size: as much as fits into a field to choose from.
    public static PageRequest largest() {
        return new PageRequest(MAX_LIMIT, Optional.empty());
    }

    /// The first page of the usual size.
    public static PageRequest first() {
        return new PageRequest(DEFAULT_LIMIT, Optional.empty());
    }
}
