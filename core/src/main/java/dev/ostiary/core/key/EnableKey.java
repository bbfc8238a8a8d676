package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;

/// Switches a key on again.
public final class EnableKey {
    private final KeyChange change;

    public EnableKey(KeyStore keys, ChangeRecorder recorder) {
        this.change = new KeyChange(keys, recorder);
    }

    /// The same whatever it is.
    public Recorded<ApiKey> enable(Actor actor, OrganizationId organization, KeyId id) {
        return enable(actor, organization, id, Precondition.NONE);
    }

    /// Enables the key; enabling an enabled one changes nothing.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`; `key.revoked`
    public Recorded<ApiKey> enable(Actor actor, OrganizationId organization, KeyId id, Precondition precondition) {
        return change.apply(
                actor, Permission.KEYS_EDIT, organization, id, precondition, AuditAction.KEY_ENABLED, (key, scope) -> {
                    if (key.revokedAt().isPresent()) {
                        throw new RefusedException(ProblemCode.KEY_REVOKED);
                    }
                    return key.disabledAt().isEmpty() ? key : key.enabled(scope.stamp());
                });
    }
}
