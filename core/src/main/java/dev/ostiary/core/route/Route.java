package dev.ostiary.core.route;

import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NameSearch;
import dev.ostiary.core.precondition.Version;
import java.util.List;
import java.util.stream.Collectors;

/// A route of an organization's own, beside its deployments: hosts and a path that lead to upstreams. Who may pass is
/// said by a [Policy]; without one, everyone.
///
/// @param name unique in the organization
/// @param changed when it was last edited, and by whom
public record Route(
        RouteId id, OrganizationId organization, Slug name, RouteSettings settings, Stamp created, Stamp changed) {
    /// Whether both cannot be: a route of the same organization has one of the hosts with the same path and kind,
    /// or one of another organization matches some of the same requests. So no organization can take over what is
    /// on its way to another.
    public boolean conflictsWith(Route other) {
        return organization.equals(other.organization)
                ? settings.match().isEqualInPart(other.settings.match())
                : settings.match().overlaps(other.settings.match());
    }

    /// What it is, until it is changed.
    public Version version() {
        return RouteDetails.version(this);
    }

    /// The words it is found by.
    public List<String> words() {
        RouteMatch match = settings.match();
        String hosts = match.hosts().stream().map(DomainPattern::host).collect(Collectors.joining(" "));
        return NameSearch.words(name.value(), hosts, match.path());
    }

    /// The same route with other settings.
    public Route edited(Slug newName, RouteSettings newSettings, Stamp stamp) {
        return new Route(id, organization, newName, newSettings, created, stamp);
    }
}
