package dev.ostiary.core.management;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.TestKeyStore;
import dev.ostiary.core.problem.RefusedException;
import java.util.Optional;
import java.util.Set;

/// Ends a management key for good. The next request with it is refused.
public final class RevokeManagementKey {
    private final ManagementKeyStore keys;
    private final RevokeManagementKeys revoke;
    private final ChangeRecorder recorder;

    public RevokeManagementKey(ManagementKeyStore keys, TestKeyStore testKeys, ChangeRecorder recorder) {
        this.keys = keys;
        this.revoke = new RevokeManagementKeys(keys, testKeys);
        this.recorder = recorder;
    }

    /// Ends the key; ending an ended one changes nothing.
    ///
    /// @param confinedTo the organization whose key it is; empty for one of the whole installation
    /// @throws RefusedException `resource.not-found`; `permission.denied`
    public Recorded<ManagementKey> revoke(Actor actor, Optional<OrganizationId> confinedTo, ManagementKeyId id) {
        Set<String> ended = Set.of(id.value());
        return recorder.recordEnding(ended, actor, CreateManagementKey.needed(confinedTo), confinedTo, scope -> {
            ManagementKey key = keys.lock(confinedTo, id).orElseThrow(RefusedException::notFound);
            if (key.revokedAt().isPresent()) {
                return key;
            }
            return revoke.end(scope, key);
        });
    }
}
