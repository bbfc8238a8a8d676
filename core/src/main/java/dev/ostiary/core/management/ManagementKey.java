package dev.ostiary.core.management;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.StoredSecret;
import java.time.Instant;
import java.util.Optional;

/// A credential of automation at the REST API, `mk_ost_…`. It opens nothing at the gateway, and no API key opens the
/// REST API.
///
/// @param confinedTo the only organization it manages; empty for the whole installation
/// @param expiresAt the instant from which it is refused; empty for never
public record ManagementKey(
        ManagementKeyId id,
        DisplayName name,
        Optional<OrganizationId> confinedTo,
        StoredSecret secret,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt) {
    /// Whether it is taken at that instant.
    public boolean isActive(Instant now) {
        return revokedAt.isEmpty() && (expiresAt.isEmpty() || now.isBefore(expiresAt.get()));
    }

    /// The actor that a request with this key speaks for.
    public Actor actor() {
        return new Actor(
                Actor.Kind.MANAGEMENT_KEY,
                id.value(),
                name.value(),
                confinedTo.map(Grants::allWithin).orElse(Grants.everything()));
    }
}
