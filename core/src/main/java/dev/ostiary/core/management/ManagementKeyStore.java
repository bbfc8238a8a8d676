package dev.ostiary.core.management;

import dev.ostiary.core.key.KeyDigest;
import java.util.Optional;

/// Keeps management keys.
public interface ManagementKeyStore {
    void insert(ManagementKey key);

    /// The management key with that digest, whatever its state.
    Optional<ManagementKey> findByDigest(KeyDigest digest);
}
