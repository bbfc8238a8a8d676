package dev.ostiary.core.vault;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProviderKeyId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.List;

/// Deletes a provider key for good: nothing of its value is left to recover (S3.11).
public final class DeleteProviderKey {
    private final ProviderKeyStore keys;
    private final ProviderKeyUsers users;
    private final ChangeRecorder recorder;

    public DeleteProviderKey(ProviderKeyStore keys, ProviderKeyUsers users, ChangeRecorder recorder) {
        this.keys = keys;
        this.users = users;
        this.recorder = recorder;
    }

    /// Deletes the key, whatever it is.
    public Recorded<ProviderKey> delete(Actor actor, OrganizationId organization, ProviderKeyId id, boolean isForced) {
        return delete(actor, organization, id, isForced, Precondition.NONE);
    }

    /// Deletes the key.
    ///
    /// @param isForced whether it goes even though something uses it
    /// @throws RefusedException `resource.not-found`; `precondition.failed`; `vault.in-use` with what uses it
    public Recorded<ProviderKey> delete(
            Actor actor, OrganizationId organization, ProviderKeyId id, boolean isForced, Precondition precondition) {
        return recorder.record(actor, Permission.VAULT_EDIT, organization, scope -> {
            ProviderKey key = keys.lock(organization, id).orElseThrow(RefusedException::notFound);
            precondition.require(key.changeVersion());
            List<String> using = users.of(organization, id);
            if (!using.isEmpty() && !isForced) {
                throw new RefusedException(ProblemCode.PROVIDER_KEY_IN_USE, problems(using));
            }
            keys.delete(key);
            AuditChanges gone = AuditChanges.removed(ProviderKeyDetails.of(key));
            scope.audit(
                    organization,
                    AuditAction.PROVIDER_KEY_DELETED,
                    id.value(),
                    key.name().value(),
                    using.isEmpty() ? gone : gone.with("usedBy", String.join(", ", using)));
            return key;
        });
    }

    private static List<FieldProblem> problems(List<String> users) {
        return users.stream()
                .map(user -> new FieldProblem(
                        "usedBy", user + " uses it: give that another key first, or delete with force=true"))
                .toList();
    }
}
