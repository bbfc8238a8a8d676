package dev.ostiary.control.console;

import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The organizations that a person chooses from at the side of each page.
///
/// @param organizations by name
/// @param current the one that the navigation leads through, which is always among them
/// @param hasMore whether there are others, which a page of its own finds
public record Choice(List<Organization> organizations, Optional<Organization> current, boolean hasMore) {
    public Choice {
        organizations = List.copyOf(organizations);
    }

    /// No choice at all.
    static Choice none() {
        return new Choice(List.of(), Optional.empty(), false);
    }

    /// @param some as many as one chooses from
    static Choice of(Page<Organization> some, Optional<Organization> current) {
        List<Organization> organizations = Stream.concat(
                        some.items().stream()
                                .filter(one -> current.map(Organization::id)
                                        .filter(one.id()::equals)
                                        .isEmpty()),
                        current.stream())
                .sorted(Comparator.comparing(
                        (Organization one) -> one.name().value().toLowerCase(Locale.ROOT)))
                .toList();
        return new Choice(organizations, current, some.nextCursor().isPresent());
    }

    /// Whether that is the current one.
    public boolean isCurrent(Organization one) {
        return current.filter(one::equals).isPresent();
    }
}
