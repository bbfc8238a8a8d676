package dev.ostiary.core.access;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import java.util.stream.Collectors;

/// What many keys have in common: whose they are, what they are for, and what narrows their use. A node keeps equal
/// terms once, however many keys have them.
final class KeyTerms {
    private final OrganizationId organization;
    private final KeyBinding binding;
    private final Labels labels;
    private final KeyRestrictions restrictions;
    private final int hash;
    private long fingerprint;

    KeyTerms(OrganizationId organization, KeyBinding binding, Labels labels, KeyRestrictions restrictions) {
        this.organization = organization;
        this.binding = binding;
        this.labels = labels;
        this.restrictions = restrictions;
        this.hash = ((organization.hashCode() * 31 + binding.hashCode()) * 31 + labels.hashCode()) * 31
                + restrictions.hashCode();
    }

    /// Whose key it is.
    OrganizationId organization() {
        return organization;
    }

    /// What it is for.
    KeyBinding binding() {
        return binding;
    }

    /// What policies may select it by.
    Labels labels() {
        return labels;
    }

    /// What narrows its use.
    KeyRestrictions restrictions() {
        return restrictions;
    }

    /// A hash of all of it that is the same in every process.
    long fingerprint() {
        long known = fingerprint;
        if (known == 0) {
            known = Mixing.of(canonicalText());
            fingerprint = known;
        }
        return known;
    }

    private String canonicalText() {
        String bound = switch (binding) {
            case KeyBinding.WholeOrganization _ -> "*";
            case KeyBinding.AgentInEnvironment(var agent, var environment) -> agent + " " + environment;
            case KeyBinding.OwnRoutes(var routes) ->
                routes.stream().map(RouteId::value).sorted().collect(Collectors.joining(" "));
        };
        return organization + "\n" + bound + "\n" + labels + "\n" + restrictions;
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof KeyTerms terms
                        && hash == terms.hash
                        && organization.equals(terms.organization)
                        && binding.equals(terms.binding)
                        && labels.equals(terms.labels)
                        && restrictions.equals(terms.restrictions);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "KeyTerms[" + organization + ", " + binding + ", " + labels + ", " + restrictions + "]";
    }
}
