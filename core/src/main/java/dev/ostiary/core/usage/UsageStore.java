package dev.ostiary.core.usage;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyDigest;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Keeps the usage of keys, apart from the keys themselves, so that counting can never write a key's record back.
public interface UsageStore {
    /// Adds a batch: counts are summed, the latest time wins, the latest addresses are kept. Whole or not at
    /// all. Unknown keys are counted too. Where a deleted key was used from is forgotten with it and kept no
    /// more.
    void add(Collection<KeyUsage> batch);

    /// Adds a batch of uses of secrets that were replaced, in the same way. They are in their keys' totals as well.
    void addFormer(Collection<FormerSecretUsage> batch);

    /// The totals of those secrets; one that was never used since is not in the answer.
    Map<KeyDigest, FormerSecretUsage> findFormer(Collection<KeyDigest> secrets);

    /// The totals of the organization's keys that were used last, the latest first, so many at most. Those of
    /// deleted keys too: that a call came cannot be taken back.
    List<KeyUsage> latest(OrganizationId organization, int most);

    /// The totals of those keys; a key that was never used is not in the answer.
    Map<KeyId, KeyUsage> find(Collection<KeyId> keys);
}
