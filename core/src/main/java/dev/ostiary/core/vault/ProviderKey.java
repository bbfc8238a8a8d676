package dev.ostiary.core.vault;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProviderKeyId;
import dev.ostiary.core.precondition.Version;
import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// A credential of an upstream that an organization keeps under a name, a "General Key". It can be used, replaced and
/// deleted; nobody is ever shown it again (W08).
///
/// @param name unique in the organization
/// @param mask what may be shown of the value, made when it was written
/// @param version of the value, from 1; each new value has the next
/// @param value bound to organization, id and version
/// @param changed when name or value were last changed
/// @param lastUsedAt when a call last carried it; empty for never
public record ProviderKey(
        ProviderKeyId id,
        OrganizationId organization,
        DisplayName name,
        String mask,
        int version,
        SealedSecret value,
        Stamp created,
        Stamp changed,
        Optional<Instant> lastUsedAt) {
    /// A new one.
    static ProviderKey create(
            Randomness randomness,
            OrganizationId organization,
            DisplayName name,
            ProviderKeyValue value,
            SecretCipher cipher,
            Stamp stamp) {
        ProviderKeyId id = ProviderKeyId.create(randomness, stamp.at());
        return new ProviderKey(
                id,
                organization,
                name,
                value.mask(),
                1,
                cipher.seal(value.secret(), AssociatedData.of(organization, id, 1)),
                stamp,
                stamp,
                Optional.empty());
    }

    /// What it is, until it is changed.
    public Version changeVersion() {
        return Version.of(id.value(), changed, ProviderKeyDetails.of(this));
    }

    /// The same under another name.
    ProviderKey renamed(DisplayName newName, Stamp stamp) {
        return new ProviderKey(id, organization, newName, mask, version, value, created, stamp, lastUsedAt);
    }

    /// The same with another value, which is the next version.
    ProviderKey replaced(ProviderKeyValue newValue, SecretCipher cipher, Stamp stamp) {
        int next = version + 1;
        SealedSecret sealed = cipher.seal(newValue.secret(), AssociatedData.of(organization, id, next));
        return new ProviderKey(id, organization, name, newValue.mask(), next, sealed, created, stamp, lastUsedAt);
    }

    /// The same value, encrypted under the cipher's present generation.
    ///
    /// @throws UnreadableSecretException when it does not open
    ProviderKey resealed(SecretCipher cipher) {
        byte[] associatedData = AssociatedData.of(organization, id, version);
        SealedSecret sealed = cipher.seal(cipher.open(value, associatedData), associatedData);
        return new ProviderKey(id, organization, name, mask, version, sealed, created, changed, lastUsedAt);
    }
}
