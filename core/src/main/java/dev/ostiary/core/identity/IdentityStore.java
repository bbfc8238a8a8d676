package dev.ostiary.core.identity;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.IdentityProviderId;
import java.util.List;
import java.util.Optional;

/// Keeps who is who at identity providers.
public interface IdentityStore {
    void insert(Identity identity);

    Optional<Identity> find(IdentityProviderId provider, String subject);

    /// Where the account can sign in from.
    List<Identity> list(AccountId account);

    /// Forgets who the account is at that provider.
    ///
    /// @return whether it was somebody there
    boolean delete(AccountId account, IdentityProviderId provider);
}
