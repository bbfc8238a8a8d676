package dev.ostiary.core.key;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.DisplayName;
import java.util.List;
import java.util.Optional;

/// What is to change of a key; what is empty stays as it is.
public record KeyEdit(
        Optional<DisplayName> name,
        Optional<NewDescription> description,
        Optional<Labels> labels,
        Optional<List<Scope>> scopes,
        Optional<List<DomainPattern>> domains,
        Optional<List<AddressRange>> addresses,
        Optional<List<RateLimit>> limits) {
    /// What a key's description becomes; empty for none.
    public record NewDescription(Optional<Description> text) {}

    /// A change that leaves the description.
    public KeyEdit(
            Optional<DisplayName> name,
            Optional<Labels> labels,
            Optional<List<Scope>> scopes,
            Optional<List<DomainPattern>> domains,
            Optional<List<AddressRange>> addresses,
            Optional<List<RateLimit>> limits) {
        this(name, Optional.empty(), labels, scopes, domains, addresses, limits);
    }

    /// A change of the name alone.
    public static KeyEdit rename(DisplayName name) {
        return new KeyEdit(
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    KeyRestrictions applyTo(KeyRestrictions before) {
        return new KeyRestrictions(
                scopes.orElse(before.scopes()),
                domains.orElse(before.domains()),
                addresses.orElse(before.addresses()),
                limits.orElse(before.limits()),
                before.isMetered());
    }
}
