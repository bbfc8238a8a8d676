package dev.ostiary.app.server;

import dev.ostiary.core.identity.IdentityProviders;
import dev.ostiary.core.vault.ReencryptProviderKeys;

/// What encrypts secrets anew that are under an older generation of the master key.
record Reencryption(ReencryptProviderKeys providerKeys, IdentityProviders identityProviders) {}
