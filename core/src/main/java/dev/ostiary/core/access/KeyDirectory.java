package dev.ostiary.core.access;

import dev.ostiary.core.key.KeyDigest;
import org.jspecify.annotations.Nullable;

/// Every key a node knows, in memory. A look-up never leaves the process. Read by many threads at once.
public interface KeyDirectory {
    /// The key whose secret has that digest, or had it until it was replaced; null when there is none.
    @Nullable
    KeyEntry find(KeyDigest digest);

    /// The key of that public id; null when there is none.
    @Nullable
    KeyEntry findPublic(String publicId);
}
