package dev.ostiary.core.key;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What narrows the use of a key within its binding.
///
/// @param scopes what it may call; empty for everything
/// @param domains from whose pages its public id alone may be used; empty for none
/// @param addresses from where it may be used; empty for anywhere
/// @param limits how often it may be used; empty for without limit
/// @param isMetered whether it has credits of its own, which can be used up
public record KeyRestrictions(
        List<Scope> scopes,
        List<DomainPattern> domains,
        List<AddressRange> addresses,
        List<RateLimit> limits,
        boolean isMetered) {
    /// No restriction at all.
    public static final KeyRestrictions NONE = new KeyRestrictions(List.of(), List.of(), List.of(), List.of(), false);

    /// The most domains, and the most addresses, a key may have.
    public static final int MAX_ENTRIES = 256;

    public KeyRestrictions {
        scopes = List.copyOf(scopes);
        domains = List.copyOf(domains);
        addresses = List.copyOf(addresses);
        limits = List.copyOf(limits);
        if (scopes.size() > Scope.MAX_COUNT
                || domains.size() > MAX_ENTRIES
                || addresses.size() > MAX_ENTRIES
                || limits.size() > RateLimit.MAX_COUNT
                || !haveOwnNames(limits)) {
            throw new IllegalArgumentException("too many restrictions, or two limits of one name");
        }
    }

    /// Those of a key without credits of its own.
    public KeyRestrictions(
            List<Scope> scopes, List<DomainPattern> domains, List<AddressRange> addresses, List<RateLimit> limits) {
        this(scopes, domains, addresses, limits, false);
    }

    /// The same for a key that has credits of its own, or has none.
    public KeyRestrictions metered(boolean metered) {
        return new KeyRestrictions(scopes, domains, addresses, limits, metered);
    }

    /// Whether there is none.
    public boolean isNone() {
        return scopes.isEmpty() && domains.isEmpty() && addresses.isEmpty() && limits.isEmpty() && !isMetered;
    }

    /// Whether a request with that method for that path below the route is within the scopes.
    public boolean allowsCall(String method, String path) {
        for (int i = 0; i < scopes.size(); i++) {
            if (scopes.get(i).allows(method, path)) {
                return true;
            }
        }
        return scopes.isEmpty();
    }

    /// Whether the scopes allow nothing that these do not.
    public boolean coverScopes(List<Scope> narrower) {
        return scopes.isEmpty()
                || !narrower.isEmpty()
                        && narrower.stream().allMatch(scope -> scopes.stream().anyMatch(own -> own.covers(scope)));
    }

    private static boolean haveOwnNames(List<RateLimit> limits) {
        Set<String> names = new HashSet<>();
        return limits.stream().allMatch(limit -> names.add(limit.name()));
    }
}
