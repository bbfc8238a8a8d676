package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;

/// Edits a key: its name, description, labels, domains, addresses, limits, and its scopes if they become narrower.
/// Its secret, binding and expiry stay. The next request is judged by what it is now.
public final class EditKey {
    private final KeyChange change;

    public EditKey(KeyStore keys, ChangeRecorder recorder) {
        this.change = new KeyChange(keys, recorder);
    }

    /// Edits the key, whatever it is.
    public Recorded<ApiKey> edit(Actor actor, OrganizationId organization, KeyId id, KeyEdit edit) {
        return edit(actor, organization, id, edit, Precondition.NONE);
    }

    /// Edits the key.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`; `key.name-taken`; `key.scope-wider`
    public Recorded<ApiKey> edit(
            Actor actor, OrganizationId organization, KeyId id, KeyEdit edit, Precondition precondition) {
        if (edit.name().filter(TestKey::isReserved).isPresent()) {
            throw RefusedException.field("name", TestKey.NAME_REMEDY);
        }
        return change.apply(
                actor,
                Permission.KEYS_EDIT,
                organization,
                id,
                precondition,
                AuditAction.KEY_EDITED,
                (key, scope) -> edited(key, edit, scope));
    }

    private static ApiKey edited(ApiKey key, KeyEdit edit, ChangeScope scope) {
        if (edit.scopes().isPresent()
                && !key.restrictions().coverScopes(edit.scopes().get())) {
            throw new RefusedException(ProblemCode.KEY_SCOPE_WIDER);
        }
        ApiKey after = edited(key, edit, key.changed());
        return after.equals(key) ? key : edited(key, edit, scope.stamp());
    }

    private static ApiKey edited(ApiKey key, KeyEdit edit, Stamp stamp) {
        return key.edited(
                        edit.name().orElse(key.name()),
                        edit.labels().orElse(key.labels()),
                        edit.applyTo(key.restrictions()),
                        stamp)
                .described(edit.description().map(KeyEdit.NewDescription::text).orElse(key.description()), stamp);
    }
}
