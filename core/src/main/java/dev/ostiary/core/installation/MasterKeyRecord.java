package dev.ostiary.core.installation;

import dev.ostiary.core.audit.Stamp;
import java.time.Instant;
import java.util.Optional;

/// What a database knows of a generation of the master key it belongs to: enough to tell it from another, nothing
/// of it.
///
/// @param generation its number, from 1
/// @param check the master key's check value
/// @param activatedAt from when new things are made under it; empty while some node may not have it yet
/// @param retiredAt from when nothing needs it any more
public record MasterKeyRecord(
        int generation, String check, Stamp created, Optional<Instant> activatedAt, Optional<Instant> retiredAt) {
    /// Whether it has to be at hand for the database to be used.
    public boolean isLive() {
        return retiredAt.isEmpty();
    }

    /// Whether new things are or were made under it.
    public boolean isActivated() {
        return activatedAt.isPresent();
    }

    /// The same, in use from then on.
    public MasterKeyRecord activated(Instant at) {
        return new MasterKeyRecord(generation, check, created, Optional.of(at), retiredAt);
    }

    /// The same, no longer needed from then on.
    public MasterKeyRecord retired(Instant at) {
        return new MasterKeyRecord(generation, check, created, activatedAt, Optional.of(at));
    }
}
