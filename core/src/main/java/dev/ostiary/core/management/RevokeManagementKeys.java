package dev.ostiary.core.management;

import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.RevokeTestKeys;
import dev.ostiary.core.key.TestKeyStore;
import java.util.Map;

/// Ends management keys for good, with what hangs on them. Part of the transaction in which their reason ends.
public final class RevokeManagementKeys {
    private final ManagementKeyStore keys;
    private final RevokeTestKeys testKeys;

    public RevokeManagementKeys(ManagementKeyStore keys, TestKeyStore testKeys) {
        this.keys = keys;
        this.testKeys = new RevokeTestKeys(testKeys);
    }

    /// Ends those of an organization that are on a person's authority, so that none comes to life again with it.
    public void of(ChangeScope scope, OrganizationId organization, AccountId maker, String because) {
        for (ManagementKey key : keys.lockLive(organization, maker)) {
            ManagementKey _ = end(scope, key, removed(key).with("because", because));
        }
    }

    /// Ends one that is held.
    ManagementKey end(ChangeScope scope, ManagementKey key) {
        return end(scope, key, removed(key));
    }

    private static AuditChanges removed(ManagementKey key) {
        return AuditChanges.removed(Map.of("name", key.name().value()));
    }

    /// With it end the keys that it asked for, and theirs: whoever had stolen it may have made them.
    private ManagementKey end(ChangeScope scope, ManagementKey key, AuditChanges changes) {
        for (ManagementKey child : keys.lockLive(key.id())) {
            ManagementKey _ = end(scope, child, removed(child).with("because", "management-key.revoked"));
        }
        ManagementKey revoked = key.revoked(scope.now());
        keys.update(revoked);
        testKeys.of(scope, key.id().value(), "management-key.revoked");
        scope.audit(
                key.confinedTo(),
                AuditAction.MANAGEMENT_KEY_REVOKED,
                key.id().value(),
                key.name().value(),
                changes);
        return revoked;
    }
}
