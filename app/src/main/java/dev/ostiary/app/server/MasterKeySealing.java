package dev.ostiary.app.server;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What is done to master keys while no server runs.
public final class MasterKeySealing {
    private MasterKeySealing() {}

    /// A new master key as a line of text.
    public static String generate(int generation, Randomness randomness) {
        MasterKey key = MasterKey.generate(randomness);
        MasterKeyset first = MasterKeyset.first(key);
        MasterKeyset wanted =
                generation == 1 ? first : first.with(generation, key).without(1);
        return wanted.export().reveal();
    }

    /// Seals the master key of a data folder with a passphrase.
    ///
    /// @throws dev.ostiary.app.terminal.CommandException when there is none, it cannot be used, or a server runs on
    /// it
    public static void seal(Path data, Secret passphrase, Randomness randomness) {
        DataFolder folder = new DataFolder(data);
        Optional<DataLock> lock = DataLock.acquireExisting(folder);
        try {
            MasterKeyset keyset = new MasterKeyFile(folder.masterKey(), Optional.empty(), randomness)
                    .read()
                    .orElseThrow(() -> StartRefused.because(
                            "there is no master key " + folder.masterKey() + "; name its data folder with --data"));
            new MasterKeyFile(folder.masterKey(), Optional.of(passphrase), randomness).replace(keyset);
        } finally {
            lock.ifPresent(MasterKeySealing::close);
        }
    }

    private static void close(DataLock lock) {
        try {
            lock.close();
        } catch (IOException ends) {
            throw StartRefused.because("cannot let go of the data folder; see that its disk is well");
        }
    }
}
