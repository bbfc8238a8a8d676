package dev.ostiary.core.store;

import dev.ostiary.core.identity.IdentityProviderStore;
import dev.ostiary.core.identity.IdentityStore;
import dev.ostiary.core.passkey.PasskeyStore;
import dev.ostiary.core.signin.AttemptStore;
import dev.ostiary.core.signin.ChallengeStore;
import dev.ostiary.core.signin.CredentialStore;
import dev.ostiary.core.signin.PasswordStore;
import dev.ostiary.core.signin.SessionStore;
import dev.ostiary.core.signin.SetupLinkStore;

/// The ports of signing in, in the transactions of their [Store].
public interface SignInStores {
    SessionStore sessions();

    PasswordStore passwords();

    CredentialStore credentials();

    AttemptStore attempts();

    SetupLinkStore setupLinks();

    ChallengeStore challenges();

    PasskeyStore passkeys();

    IdentityProviderStore identityProviders();

    IdentityStore identities();
}
