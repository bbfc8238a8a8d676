package dev.ostiary.core.vault;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProviderKeyId;
import dev.ostiary.core.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps provider keys. Every method but [#lockOutdated] sees one organization only; a deleted key is gone whole.
public interface ProviderKeyStore {
    /// Adds a key.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `vault.name-taken`
    void insert(ProviderKey key);

    /// Replaces the record of a key that [#lock] or [#lockOutdated] answered in the same transaction, but for when
    /// it was last used.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `vault.name-taken`
    void update(ProviderKey key);

    /// Removes a key that [#lock] answered in the same transaction, value and all.
    void delete(ProviderKey key);

    /// Notes a use. Earlier ones than the last known change nothing.
    void markUsed(OrganizationId organization, ProviderKeyId id, Instant at);

    Optional<ProviderKey> find(OrganizationId organization, ProviderKeyId id);

    /// The key of that id, its row held until the transaction ends.
    Optional<ProviderKey> lock(OrganizationId organization, ProviderKeyId id);

    /// A part of the organization's keys.
    Page<ProviderKey> list(OrganizationId organization, ProviderKeyListing listing);

    /// Keys of all organizations whose value is encrypted under an older generation than that, in the order of
    /// their ids, their rows held until the transaction ends. For the installation itself, which encrypts them
    /// anew.
    ///
    /// @param after the last that was seen; empty to begin
    List<ProviderKey> lockOutdated(int generation, Optional<ProviderKeyId> after, int limit);
}
