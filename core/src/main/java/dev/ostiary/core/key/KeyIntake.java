package dev.ostiary.core.key;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes in many keys at once.
public interface KeyIntake {
    /// Whose those of the digests are that are taken, by keys of any organization or by secrets of theirs that were
    /// replaced.
    Map<KeyDigest, OrganizationId> owners(Collection<KeyDigest> digests);

    /// Those of the names that live keys of the organization have.
    Set<DisplayName> liveNames(OrganizationId organization, Collection<DisplayName> names);

    /// Adds keys, all or none.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `key.name-taken` as [KeyStore#insert]
    void insertAll(List<ApiKey> keys);
}
