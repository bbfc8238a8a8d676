package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.List;
import java.util.Map;

/// Ends all keys that a filter selects, in one transaction. What they are is looked at first; the token of that preview
/// stands for exactly those keys, so no other is ended, be it that one was made or labelled meanwhile.
public final class RevokeKeys {
    private static final int SAMPLE = 10;

    private final KeyStore keys;
    private final ChangeRecorder recorder;

    public RevokeKeys(KeyStore keys, ChangeRecorder recorder) {
        this.keys = keys;
        this.recorder = recorder;
    }

    /// The keys that would be ended.
    public LiveSelection preview(Actor actor, OrganizationId organization, KeyFilter filter) {
        actor.require(Permission.KEYS_REVOKE, organization);
        List<KeyId> selected = keys.listLive(organization, filter);
        List<ApiKey> sample = selected.reversed().stream()
                .limit(SAMPLE)
                .flatMap(id -> keys.find(organization, id).stream())
                .toList();
        return LiveSelection.of(selected, sample);
    }

    /// Revokes them; answers how many there were.
    ///
    /// @throws RefusedException `key.selection-stale` when the filter selects other keys than those of the token
    public Recorded<Integer> revoke(Actor actor, OrganizationId organization, KeyFilter filter, String token) {
        return recorder.record(
                actor, Permission.KEYS_REVOKE, organization, scope -> revokeIn(scope, organization, filter, token));
    }

    private int revokeIn(ChangeScope scope, OrganizationId organization, KeyFilter filter, String token) {
        List<KeyId> selected = keys.listLive(organization, filter);
        if (!LiveSelection.token(selected).equals(token)) {
            throw new RefusedException(ProblemCode.KEY_SELECTION_STALE);
        }
        for (int from = 0; from < selected.size(); from += Change.MAX_KEYS) {
            List<KeyId> chunk = selected.subList(from, Math.min(from + Change.MAX_KEYS, selected.size()));
            List<ApiKey> held = keys.lockLive(organization, chunk);
            if (held.size() != chunk.size()) {
                throw new RefusedException(ProblemCode.KEY_SELECTION_STALE);
            }
            for (ApiKey key : held) {
                ProtectedBindings.require(keys, scope, key);
                ApiKey revoked = key.revoked(scope.stamp());
                keys.update(revoked);
                scope.audit(
                        organization,
                        AuditAction.KEY_REVOKED,
                        key.id().value(),
                        key.name().value(),
                        KeyDetails.changes(key, revoked).with("selection", token));
            }
            scope.announce(Change.Kind.KEYS, Change.subject(chunk));
        }
        if (!selected.isEmpty()) {
            scope.audit(
                    organization,
                    AuditAction.KEYS_REVOKED,
                    organization.value(),
                    "",
                    AuditChanges.made(Map.of("count", Integer.toString(selected.size()), "selection", token)));
        }
        return selected.size();
    }
}
