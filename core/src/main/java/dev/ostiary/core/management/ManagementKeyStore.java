package dev.ostiary.core.management;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps management keys: each organization's, and those of the whole installation, which belong to none.
public interface ManagementKeyStore {
    void insert(ManagementKey key);

    /// The management key with that digest, whatever its state.
    Optional<ManagementKey> findByDigest(KeyDigest digest);

    /// The key of that identifier, whosever it is.
    Optional<ManagementKey> find(ManagementKeyId id);

    /// The key of that identifier, its row held until the transaction ends.
    ///
    /// @param confinedTo the organization that it must be confined to; empty for the whole installation
    Optional<ManagementKey> lock(Optional<OrganizationId> confinedTo, ManagementKeyId id);

    /// The keys of that organization that are on the person's authority and were not ended, held until the
    /// transaction ends.
    List<ManagementKey> lockLive(OrganizationId organization, AccountId maker);

    /// The keys that this one asked for and that were not ended, wherever they are confined to, held until the
    /// transaction ends.
    List<ManagementKey> lockLive(ManagementKeyId parent);

    /// Notes that the key was ended, and nothing else of it.
    void update(ManagementKey key);

    /// Notes that the key was used then.
    void used(ManagementKeyId id, Instant at);

    /// The keys that are confined to that organization, or those of the whole installation, newest first. Ended
    /// ones too.
    Page<ManagementKey> list(Optional<OrganizationId> confinedTo, PageRequest page);
}
