package dev.ostiary.core.agent;

import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeyStore;
import java.util.Map;

/// The keys that end with what they are bound to.
final class BoundKeys {
    private final KeyStore keys;

    BoundKeys(KeyStore keys) {
        this.keys = keys;
    }

    /// Revokes all of them in the running transaction.
    void revoke(ChangeScope scope, OrganizationId organization, KeyFilter bound, String because) {
        for (ApiKey key : keys.lockLive(organization, bound)) {
            keys.update(key.revoked(scope.stamp()));
            scope.audit(
                    organization,
                    "key.revoked",
                    key.id().value(),
                    Map.of("name", key.name().value(), "because", because));
            scope.announce(Change.Kind.KEY, key.id().value());
        }
    }
}
