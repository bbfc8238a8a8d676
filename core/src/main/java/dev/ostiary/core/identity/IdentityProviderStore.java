package dev.ostiary.core.identity;

import dev.ostiary.core.id.IdentityProviderId;
import java.util.List;
import java.util.Optional;

/// Keeps identity providers, of which an installation has a few.
public interface IdentityProviderStore {
    /// Adds one.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `identity.provider-name-taken`
    void insert(IdentityProvider provider);

    /// Replaces everything but the identifier and who made it.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `identity.provider-name-taken`
    void update(IdentityProvider provider);

    /// Removes one, and with it who was who there.
    void delete(IdentityProviderId id);

    Optional<IdentityProvider> find(IdentityProviderId id);

    /// The same, its row held until the transaction ends.
    Optional<IdentityProvider> lock(IdentityProviderId id);

    /// All of them, oldest first.
    List<IdentityProvider> list();
}
