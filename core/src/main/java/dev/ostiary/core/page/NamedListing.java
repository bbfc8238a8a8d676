package dev.ostiary.core.page;

import java.util.Optional;

/// Which part of a list of things with names is wanted, and in what order. Sorted by name, a cursor that names
/// nothing is the end.
///
/// @param search what they must be called; anything when empty
public record NamedListing(Optional<NameSearch> search, NameSort sort, PageRequest page) {
    /// All of them, newest first.
    public static NamedListing newest(PageRequest page) {
        return new NamedListing(Optional.empty(), NameSort.NEWEST, page);
    }
}
