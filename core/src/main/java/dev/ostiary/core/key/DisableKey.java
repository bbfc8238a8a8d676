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

/// Switches a key off until it is switched on again.
public final class DisableKey {
    private final KeyChange change;

    public DisableKey(KeyStore keys, ChangeRecorder recorder) {
        this.change = new KeyChange(keys, recorder);
    }

    /// The same whatever it is.
    public Recorded<ApiKey> disable(Actor actor, OrganizationId organization, KeyId id) {
        return disable(actor, organization, id, Precondition.NONE);
    }

    /// Disables the key; disabling a disabled one changes nothing.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`; `key.revoked`
    public Recorded<ApiKey> disable(Actor actor, OrganizationId organization, KeyId id, Precondition precondition) {
        return change.apply(
                actor, Permission.KEYS_EDIT, organization, id, precondition, AuditAction.KEY_DISABLED, (key, scope) -> {
                    if (key.revokedAt().isPresent()) {
                        throw new RefusedException(ProblemCode.KEY_REVOKED);
                    }
                    return key.disabledAt().isPresent() ? key : key.disabled(scope.stamp());
                });
    }
}
