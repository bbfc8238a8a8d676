package dev.ostiary.core.access;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Scope;
import java.util.List;
import java.util.stream.Stream;

/// Restrictions of one sort, as they are written.
final class Restricted {
    private Restricted() {}

    static KeyRestrictions scopes(String... scopes) {
        return new KeyRestrictions(
                Stream.of(scopes).map(text -> Scope.parse(text).orElseThrow()).toList(),
                List.of(),
                List.of(),
                List.of());
    }

    static KeyRestrictions domains(String... domains) {
        return new KeyRestrictions(
                List.of(),
                Stream.of(domains)
                        .map(text -> DomainPattern.parse(text).orElseThrow())
                        .toList(),
                List.of(),
                List.of());
    }

    static KeyRestrictions addresses(String... addresses) {
        return new KeyRestrictions(
                List.of(),
                List.of(),
                Stream.of(addresses)
                        .map(text -> AddressRange.parse(text).orElseThrow())
                        .toList(),
                List.of());
    }
}
