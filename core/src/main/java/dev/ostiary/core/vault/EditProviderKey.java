package dev.ostiary.core.vault;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProviderKeyId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import java.util.Optional;

/// Changes the name or the value of a provider key (S3.7). What is stored of the old value is gone.
public final class EditProviderKey {
    private final ProviderKeyStore keys;
    private final SecretCipher cipher;
    private final ChangeRecorder recorder;

    public EditProviderKey(ProviderKeyStore keys, SecretCipher cipher, ChangeRecorder recorder) {
        this.keys = keys;
        this.cipher = cipher;
        this.recorder = recorder;
    }

    /// Changes what is given, whatever it was.
    public Recorded<ProviderKey> edit(
            Actor actor,
            OrganizationId organization,
            ProviderKeyId id,
            Optional<DisplayName> name,
            Optional<ProviderKeyValue> value) {
        return edit(actor, organization, id, name, value, Precondition.NONE);
    }

    /// Changes what is given.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`; `vault.name-taken`
    public Recorded<ProviderKey> edit(
            Actor actor,
            OrganizationId organization,
            ProviderKeyId id,
            Optional<DisplayName> name,
            Optional<ProviderKeyValue> value,
            Precondition precondition) {
        return ProviderKeyNames.naming(() -> recorder.record(actor, Permission.VAULT_EDIT, organization, scope -> {
            ProviderKey before = keys.lock(organization, id).orElseThrow(RefusedException::notFound);
            precondition.require(before.changeVersion());
            ProviderKey after = edited(before, name, value, scope.stamp());
            if (after.equals(before)) {
                return before;
            }
            keys.update(after);
            scope.audit(
                    organization,
                    AuditAction.PROVIDER_KEY_EDITED,
                    id.value(),
                    after.name().value(),
                    AuditChanges.between(ProviderKeyDetails.of(before), ProviderKeyDetails.of(after)));
            return after;
        }));
    }

    private ProviderKey edited(
            ProviderKey before, Optional<DisplayName> name, Optional<ProviderKeyValue> value, Stamp stamp) {
        ProviderKey named = name.filter(wanted -> !wanted.equals(before.name()))
                .map(wanted -> before.renamed(wanted, stamp))
                .orElse(before);
        return value.map(wanted -> named.replaced(wanted, cipher, stamp)).orElse(named);
    }
}
