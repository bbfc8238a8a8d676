package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.credit.CreditStore;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import java.util.Map;
import java.util.Optional;

/// Says how many credits a key has left of its own, or that it has none of its own. Who may issue keys may say so.
public final class SetKeyCredits {
    private final KeyStore keys;
    private final CreditStore credits;
    private final ChangeRecorder recorder;

    public SetKeyCredits(KeyStore keys, CreditStore credits, ChangeRecorder recorder) {
        this.keys = keys;
        this.credits = credits;
        this.recorder = recorder;
    }

    /// Sets what is left for the key, whatever was left before. Calls that nodes let in before they know of it
    /// count as made before.
    ///
    /// @param left empty for a key that is held to its organization's credits only
    /// @throws RefusedException `resource.not-found`; `precondition.failed`
    public Recorded<ApiKey> set(
            Actor actor, OrganizationId organization, KeyId id, Optional<Long> left, Precondition precondition) {
        return recorder.record(actor, Permission.KEYS_ISSUE, organization, scope -> {
            ApiKey before = keys.lock(organization, id).orElseThrow(RefusedException::notFound);
            ProtectedBindings.require(keys, scope, before);
            precondition.require(before.version());
            Optional<CreditAccount> account = credits.lock(CreditAccountId.of(id));
            Optional<Long> had = account.map(CreditAccount::granted);
            // The same number is a change: it takes from the nodes what they still hold of it.
            if (had.isEmpty() && left.isEmpty()) {
                return before;
            }
            ApiKey after = before.metered(left.isPresent(), scope.stamp());
            keys.update(after);
            left.ifPresentOrElse(
                    amount -> credits.save(account.orElseGet(() -> none(scope, organization, id))
                            .setTo(amount, scope.now())),
                    () -> credits.delete(CreditAccountId.of(id)));
            scope.audit(
                    organization,
                    AuditAction.KEY_CREDITS_SET,
                    id.value(),
                    after.name().value(),
                    AuditChanges.between(named(had), named(left)));
            scope.announce(Change.Kind.KEY, id.value());
            scope.announce(Change.Kind.CREDITS, id.value());
            return after;
        });
    }

    /// The account of a new key.
    static CreditAccount none(ChangeScope scope, OrganizationId organization, KeyId id) {
        return CreditAccount.empty(CreditAccountId.of(id), organization, CreditMonth.of(scope.now()));
    }

    private static Map<String, String> named(Optional<Long> credits) {
        return Map.of("credits", credits.map(Object::toString).orElse("none"));
    }
}
