package dev.ostiary.core.management;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.StoredSecret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A credential of automation at the REST API, `mk_ost_…`. It opens nothing at the gateway, and no API key opens the
/// REST API.
///
/// @param confinedTo the only organization it manages; empty for the whole installation
/// @param permissions what it may do there; empty for everything there is
/// @param maker the person on whose authority it is: it may never do what that person may not do at the moment; empty
///     when no person made it
/// @param parent the key that asked for this one, with which it ends; empty when none did
/// @param expiresAt the instant from which it is refused; empty for never
/// @param lastUsedAt when it was used last, to the minute
public record ManagementKey(
        ManagementKeyId id,
        DisplayName name,
        Optional<OrganizationId> confinedTo,
        Optional<Set<Permission>> permissions,
        StoredSecret secret,
        Optional<AccountId> maker,
        Optional<ManagementKeyId> parent,
        Stamp created,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt,
        Optional<Instant> lastUsedAt) {
    public ManagementKey {
        permissions = permissions.map(Set::copyOf);
    }

    /// One that no other key asked for.
    public ManagementKey(
            ManagementKeyId id,
            DisplayName name,
            Optional<OrganizationId> confinedTo,
            Optional<Set<Permission>> permissions,
            StoredSecret secret,
            Optional<AccountId> maker,
            Stamp created,
            Optional<Instant> expiresAt,
            Optional<Instant> revokedAt,
            Optional<Instant> lastUsedAt) {
        this(
                id,
                name,
                confinedTo,
                permissions,
                secret,
                maker,
                Optional.empty(),
                created,
                expiresAt,
                revokedAt,
                lastUsedAt);
    }

    /// Whether it is taken at that instant.
    public boolean isActive(Instant now) {
        return revokedAt.isEmpty() && (expiresAt.isEmpty() || now.isBefore(expiresAt.get()));
    }

    /// What it may do, as far as its maker may.
    public Grants grants() {
        return confinedTo
                .map(only -> Grants.within(only, permissions.orElse(Permission.inOrganization())))
                .orElseGet(() -> permissions.map(Grants::everywhere).orElse(Grants.everything()));
    }

    /// The actor that a request with this key speaks for.
    ///
    /// @param grants what it may do at the moment
    public Actor actor(Grants grants) {
        return new Actor(Actor.Kind.MANAGEMENT_KEY, id.value(), name.value(), grants);
    }

    /// The same key, ended.
    public ManagementKey revoked(Instant at) {
        return new ManagementKey(
                id,
                name,
                confinedTo,
                permissions,
                secret,
                maker,
                parent,
                created,
                expiresAt,
                Optional.of(at),
                lastUsedAt);
    }
}
