package dev.ostiary.core.vault;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;

/// Stores a provider's key under a name (S3.2, S3.5).
public final class CreateProviderKey {
    private final ProviderKeyStore keys;
    private final OrganizationStore organizations;
    private final SecretCipher cipher;
    private final ChangeRecorder recorder;
    private final Randomness randomness;

    public CreateProviderKey(
            ProviderKeyStore keys,
            OrganizationStore organizations,
            SecretCipher cipher,
            ChangeRecorder recorder,
            Randomness randomness) {
        this.keys = keys;
        this.organizations = organizations;
        this.cipher = cipher;
        this.recorder = recorder;
        this.randomness = randomness;
    }

    /// Stores the key. Its value is in no answer, neither this nor any other.
    ///
    /// @throws RefusedException `resource.not-found`; `vault.name-taken`
    public Recorded<ProviderKey> create(
            Actor actor, OrganizationId organization, DisplayName name, ProviderKeyValue value) {
        return ProviderKeyNames.naming(() -> recorder.record(actor, Permission.VAULT_EDIT, organization, scope -> {
            RefusedException.requireFound(organizations.lock(organization));
            ProviderKey key = ProviderKey.create(randomness, organization, name, value, cipher, scope.stamp());
            keys.insert(key);
            scope.audit(
                    organization,
                    AuditAction.PROVIDER_KEY_CREATED,
                    key.id().value(),
                    name.value(),
                    AuditChanges.made(ProviderKeyDetails.of(key)));
            return key;
        }));
    }
}
