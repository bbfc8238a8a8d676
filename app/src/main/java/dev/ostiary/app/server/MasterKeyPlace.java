package dev.ostiary.app.server;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKeyset;
import java.nio.file.Path;
import java.util.Optional;

/// Where the master key of a process is looked for. Its text is what the master key is called in messages.
///
/// @param file the file, when it is not given whole
/// @param isMadeWhenMissing whether a file is made for a new installation
public record MasterKeyPlace(Path file, boolean isMadeWhenMissing, MasterKeyChoice choice) {
    /// What is there; empty when there is no file.
    Optional<MasterKeyset> read(Randomness randomness) {
        return choice.given().or(() -> new MasterKeyFile(file, choice.passphrase(), randomness).read());
    }

    @Override
    public String toString() {
        return choice.given().isPresent() ? "in OSTIARY_MASTER_KEY" : file.toString();
    }
}
