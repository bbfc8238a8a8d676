package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;

/// Revokes a key and hides it. The record stays as a tombstone for the audit trail, and the name is free again.
public final class DeleteKey {
    private final KeyChange change;

    public DeleteKey(KeyStore keys, ChangeRecorder recorder) {
        this.change = new KeyChange(keys, recorder);
    }

    /// Deletes the key.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `resource.not-found`
    public Recorded<ApiKey> delete(Actor actor, OrganizationId organization, KeyId id) {
        return change.apply(
                actor,
                Permission.KEYS_REVOKE,
                organization,
                id,
                AuditAction.KEY_DELETED,
                (key, scope) -> key.deleted(scope.stamp()));
    }
}
