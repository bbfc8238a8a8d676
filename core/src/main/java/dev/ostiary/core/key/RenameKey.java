package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;

/// Gives a key another name. Its secret and expiry stay.
public final class RenameKey {
    private final KeyChange change;

    public RenameKey(KeyStore keys, ChangeRecorder recorder) {
        this.change = new KeyChange(keys, recorder);
    }

    /// Renames the key.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `resource.not-found`; `key.name-taken`
    public Recorded<ApiKey> rename(Actor actor, OrganizationId organization, KeyId id, DisplayName name) {
        return change.apply(
                actor,
                organization,
                id,
                "key.renamed",
                (key, scope) -> key.name().equals(name) ? key : key.renamed(name, scope.stamp()));
    }
}
