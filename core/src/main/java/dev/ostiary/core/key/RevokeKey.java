package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Precondition;

/// Ends a key for good. The next request with it is refused on every node that the answer counts.
public final class RevokeKey {
    private final KeyChange change;

    public RevokeKey(KeyStore keys, ChangeRecorder recorder) {
        this.change = new KeyChange(keys, recorder);
    }

    /// The same whatever it is.
    public Recorded<ApiKey> revoke(Actor actor, OrganizationId organization, KeyId id) {
        return revoke(actor, organization, id, Precondition.NONE);
    }

    /// Revokes the key; revoking a revoked one changes nothing.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `resource.not-found`; `precondition.failed`
    public Recorded<ApiKey> revoke(Actor actor, OrganizationId organization, KeyId id, Precondition precondition) {
        return change.apply(
                actor,
                Permission.KEYS_REVOKE,
                organization,
                id,
                precondition,
                AuditAction.KEY_REVOKED,
                (key, scope) -> key.revokedAt().isPresent() ? key : key.revoked(scope.stamp()));
    }
}
