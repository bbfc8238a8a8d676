package dev.ostiary.core.key;

import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import java.util.HashSet;
import java.util.Set;

/// The keys that end with what they are bound to, so that nothing made later is opened by them.
public final class BoundKeys {
    private final KeyStore keys;

    public BoundKeys(KeyStore keys) {
        this.keys = keys;
    }

    /// Revokes all of them in the running transaction.
    public void revoke(ChangeScope scope, OrganizationId organization, KeyFilter bound, String because) {
        for (ApiKey key : keys.lockLive(organization, bound)) {
            revoke(scope, key, because);
        }
    }

    /// Takes a route out of what keys are bound to, in the running transaction. Those that are for nothing else are
    /// revoked.
    public void revoke(ChangeScope scope, OrganizationId organization, RouteId route, String because) {
        for (ApiKey key : keys.lockLive(organization, route)) {
            if (key.binding() instanceof KeyBinding.OwnRoutes(Set<RouteId> routes) && routes.size() > 1) {
                Set<RouteId> left = new HashSet<>(routes);
                left.remove(route);
                ApiKey narrowed = key.narrowed(new KeyBinding.OwnRoutes(left), scope.stamp());
                keys.update(narrowed);
                tell(scope, key, AuditAction.KEY_NARROWED, narrowed, because);
            } else {
                revoke(scope, key, because);
            }
        }
    }

    private void revoke(ChangeScope scope, ApiKey key, String because) {
        ApiKey revoked = key.revoked(scope.stamp());
        keys.update(revoked);
        tell(scope, key, AuditAction.KEY_REVOKED, revoked, because);
    }

    private static void tell(ChangeScope scope, ApiKey key, AuditAction action, ApiKey after, String because) {
        scope.audit(
                key.organization(),
                action,
                key.id().value(),
                key.name().value(),
                KeyDetails.changes(key, after).with("because", because));
        scope.announce(Change.Kind.KEY, key.id().value());
    }
}
