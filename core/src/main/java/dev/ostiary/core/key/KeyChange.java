package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import java.util.function.BiFunction;

/// What all changes of one existing key share: hold the row, change it, write it down, let the nodes know. A change
/// that changes nothing is not written down.
final class KeyChange {
    private final KeyStore keys;
    private final ChangeRecorder recorder;

    KeyChange(KeyStore keys, ChangeRecorder recorder) {
        this.keys = keys;
        this.recorder = recorder;
    }

    Recorded<ApiKey> apply(
            Actor actor,
            Permission permission,
            OrganizationId organization,
            KeyId id,
            AuditAction action,
            BiFunction<ApiKey, ChangeScope, ApiKey> change) {
        return apply(actor, permission, organization, id, Precondition.NONE, action, change);
    }

    Recorded<ApiKey> apply(
            Actor actor,
            Permission permission,
            OrganizationId organization,
            KeyId id,
            Precondition precondition,
            AuditAction action,
            BiFunction<ApiKey, ChangeScope, ApiKey> change) {
        return recorder.record(actor, permission, organization, scope -> {
            ApiKey before = keys.lock(organization, id).orElseThrow(RefusedException::notFound);
            ProtectedBindings.require(keys, scope, before);
            precondition.require(before.version());
            ApiKey after = change.apply(before, scope);
            if (!after.equals(before)) {
                keys.update(after);
                scope.audit(organization, action, id.value(), after.name().value(), KeyDetails.changes(before, after));
                scope.announce(Change.Kind.KEY, id.value());
            }
            return after;
        });
    }
}
