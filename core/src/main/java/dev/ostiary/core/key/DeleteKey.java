package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Precondition;

/// Revokes a key and hides it. The record stays as a tombstone for the audit trail, and the name is free again.
public final class DeleteKey {
    private final KeyChange change;

    public DeleteKey(KeyStore keys, ChangeRecorder recorder) {
        this.change = new KeyChange(keys, recorder);
    }

    /// Deletes the key, whatever it is.
    public Recorded<ApiKey> delete(Actor actor, OrganizationId organization, KeyId id) {
        return delete(actor, organization, id, Precondition.NONE);
    }

    /// Deletes the key.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `resource.not-found`; `precondition.failed`
    public Recorded<ApiKey> delete(Actor actor, OrganizationId organization, KeyId id, Precondition precondition) {
        return change.apply(
                actor,
                Permission.KEYS_REVOKE,
                organization,
                id,
                precondition,
                AuditAction.KEY_DELETED,
                (key, scope) -> key.deleted(scope.stamp()));
    }
}
