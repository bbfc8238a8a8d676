package dev.ostiary.app.server;

import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.secret.Secret;
import java.util.Optional;

/// Where the master key of a process comes from: a file, unless it is given whole.
///
/// @param given the keyset itself; empty for a file
/// @param passphrase that the file is sealed with; empty for a file as it is
public record MasterKeyChoice(Optional<MasterKeyset> given, Optional<Secret> passphrase) {
    /// A file as it is.
    public static final MasterKeyChoice FILE = new MasterKeyChoice(Optional.empty(), Optional.empty());
}
