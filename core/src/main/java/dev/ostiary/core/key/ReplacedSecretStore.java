package dev.ostiary.core.key;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Keeps what is left of secrets that were replaced: for as long as they are accepted, and after that so that a
/// leaked one can be told. They end with their key, so no record of theirs says whether that is revoked.
public interface ReplacedSecretStore {
    /// The most that are answered of a key.
    int SHOWN = 5;

    /// Adds one, in the transaction that put another in its place.
    void add(ReplacedSecret secret);

    /// Lets those of the key that are accepted beyond that instant be accepted until then only.
    void end(KeyId key, Instant until);

    /// The last [#SHOWN] of each of those keys of the organization, newest first.
    List<ReplacedSecret> list(OrganizationId organization, Collection<KeyId> keys);
}
