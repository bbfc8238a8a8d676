package dev.ostiary.core.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.precondition.Version;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.vault.SealedSecret;
import dev.ostiary.core.vault.SecretCipher;

/// A server that signs people in for us.
///
/// @param clientSecret what this installation shows it, encrypted
public record IdentityProvider(
        IdentityProviderId id, ProviderSettings settings, SealedSecret clientSecret, Stamp created, Stamp changed) {
    static SealedSecret seal(IdentityProviderId id, Secret clientSecret, SecretCipher cipher) {
        return cipher.seal(clientSecret, associatedData(id));
    }

    /// What it is, until it is changed.
    public Version version() {
        return Version.of(id.value(), changed, settings.texts());
    }

    /// The client secret itself.
    ///
    /// @throws dev.ostiary.core.vault.UnreadableSecretException when it does not open
    public Secret clientSecret(SecretCipher cipher) {
        return cipher.open(clientSecret, associatedData(id));
    }

    /// The same with its secret encrypted anew.
    IdentityProvider resealed(SecretCipher cipher) {
        return new IdentityProvider(id, settings, seal(id, clientSecret(cipher), cipher), created, changed);
    }

    private static byte[] associatedData(IdentityProviderId id) {
        return ("ostiary/identity-provider/" + id).getBytes(UTF_8);
    }
}
