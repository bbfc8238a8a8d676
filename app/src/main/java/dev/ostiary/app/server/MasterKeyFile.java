package dev.ostiary.app.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ostiary.app.profile.PrivateFile;
import dev.ostiary.app.vault.PassphraseSeal;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The file that holds the master key, in all its generations, sealed with a passphrase if there is one. A file that
/// others than its owner may read or write is refused, as ssh refuses such a private key: who reads it can test guesses
/// against a stolen database.
final class MasterKeyFile {
    private final Path path;
    private final Optional<Secret> passphrase;
    private final PassphraseSeal seal;

    MasterKeyFile(Path path, Optional<Secret> passphrase, Randomness randomness) {
        this.path = path;
        this.passphrase = passphrase;
        this.seal = new PassphraseSeal(randomness);
    }

    Path path() {
        return path;
    }

    /// Whether it is sealed with a passphrase.
    boolean isSealed() {
        return passphrase.isPresent();
    }

    /// The keyset; empty when there is no file.
    Optional<MasterKeyset> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            if (PrivateFile.isOpenToOthers(path)) {
                throw StartRefused.because(
                        "others than its owner may read the master key " + path + "; close it with: chmod 600 " + path);
            }
            // Latin-1 maps every byte to something, so that a damaged file is malformed rather than unreadable.
            return Optional.of(MasterKeyset.parse(open(Files.readString(path, ISO_8859_1)))
                    .orElseThrow(() -> StartRefused.because(
                            path + " does not hold a master key; put the file back from a backup")));
        } catch (IOException unreadable) {
            throw StartRefused.because("cannot read the master key " + path
                    + "; start with the account that owns it, or give this account the file");
        }
    }

    private String open(String text) {
        if (!PassphraseSeal.isSealed(text)) {
            if (passphrase.isPresent()) {
                throw StartRefused.because("a passphrase is given, but the master key " + path
                        + " is not sealed with one; seal it first: ostiary master-key seal");
            }
            return text;
        }
        return seal.open(
                        text,
                        passphrase.orElseThrow(() -> StartRefused.because("the master key " + path
                                + " is sealed; give its passphrase in OSTIARY_MASTER_PASSPHRASE or, in a file, by"
                                + " OSTIARY_MASTER_PASSPHRASE_FILE")))
                .orElseThrow(() -> StartRefused.because("the passphrase does not open the master key " + path
                        + "; give the one it was sealed with, or put the file back from a backup"))
                .reveal();
    }

    /// Writes the keyset to a file of its own, which must not be there.
    void write(MasterKeyset keyset) {
        if (Files.exists(path)) {
            throw StartRefused.because(path + " appeared while starting; start again");
        }
        replace(keyset);
    }

    /// Writes the keyset in the place of what is there.
    void replace(MasterKeyset keyset) {
        Secret text = keyset.export();
        try {
            PrivateFile.write(
                    path, passphrase.map(word -> seal.seal(text, word)).orElseGet(text::reveal) + "\n");
        } catch (IOException impossible) {
            throw StartRefused.because("cannot write the master key " + path
                    + "; see that the disk is not full and this account may write there");
        }
    }
}
