package dev.ostiary.store;

import dev.ostiary.core.identity.IdentityProviderStore;
import dev.ostiary.core.identity.IdentityStore;
import dev.ostiary.core.passkey.PasskeyStore;
import dev.ostiary.core.signin.AttemptStore;
import dev.ostiary.core.signin.ChallengeStore;
import dev.ostiary.core.signin.CredentialStore;
import dev.ostiary.core.signin.PasswordStore;
import dev.ostiary.core.signin.SessionStore;
import dev.ostiary.core.signin.SetupLinkStore;
import dev.ostiary.core.store.SignInStores;

/// The ports of signing in, on one [Database].
record SqlSignInStores(
        SessionStore sessions,
        PasswordStore passwords,
        CredentialStore credentials,
        AttemptStore attempts,
        SetupLinkStore setupLinks,
        ChallengeStore challenges,
        PasskeyStore passkeys,
        IdentityProviderStore identityProviders,
        IdentityStore identities)
        implements SignInStores {
    static SignInStores on(Database database) {
        return new SqlSignInStores(
                new SqlSessionStore(database),
                new SqlPasswordStore(database),
                new SqlCredentialStore(database),
                new SqlAttemptStore(database),
                new SqlSetupLinkStore(database),
                new SqlChallengeStore(database),
                new SqlPasskeyStore(database),
                new SqlIdentityProviderStore(database),
                new SqlIdentityStore(database));
    }
}
