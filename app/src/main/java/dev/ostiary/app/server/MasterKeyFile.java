package dev.ostiary.app.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ostiary.app.profile.PrivateFile;
import dev.ostiary.core.secret.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The file that holds the master key. A file that others than its owner may read or write is refused, as ssh refuses
/// such a
/// private key: who reads it can test guesses against a stolen database.
final class MasterKeyFile {
    private final Path path;

    MasterKeyFile(Path path) {
        this.path = path;
    }

    /// The key; empty when there is no file.
    Optional<MasterKey> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            if (PrivateFile.isOpenToOthers(path)) {
                throw StartRefused.because(
                        "others than its owner may read the master key " + path + "; close it with: chmod 600 " + path);
            }
            // Latin-1 maps every byte to something, so that a damaged file is malformed rather than unreadable.
            return Optional.of(MasterKey.parse(Files.readString(path, ISO_8859_1))
                    .orElseThrow(() -> StartRefused.because(
                            path + " does not hold a master key; put the file back from a backup")));
        } catch (IOException unreadable) {
            throw StartRefused.because("cannot read the master key " + path
                    + "; start with the account that owns it, or give this account the file");
        }
    }

    /// Writes the key to a file of its own, which must not be there.
    void write(MasterKey key) {
        try {
            if (Files.exists(path)) {
                throw StartRefused.because(path + " appeared while starting; start again");
            }
            PrivateFile.write(path, key.export().reveal() + "\n");
        } catch (IOException impossible) {
            throw StartRefused.because("cannot write the master key " + path
                    + "; see that the disk is not full and this account may write there");
        }
    }
}
