package dev.ostiary.app.server;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /// Seals a master key with a passphrase.
    ///
    /// @param data the data folder, on which no server may run meanwhile; it need not be there
    /// @param file the master key
    /// @throws dev.ostiary.app.terminal.CommandException when there is none, it cannot be used, or a server runs on
    /// it
    public static void seal(Path data, Path file, Secret passphrase, Randomness randomness) {
        try (@Nullable
                DataLock _ = DataLock.acquireExisting(new DataFolder(data)).orElse(null)) {
            MasterKeyset keyset = new MasterKeyFile(file, Optional.empty(), randomness)
                    .read()
                    .orElseThrow(() -> StartRefused.because("there is no master key " + file
                            + "; name its data folder with --data, or the file with --master-key"));
            new MasterKeyFile(file, Optional.of(passphrase), randomness).replace(keyset);
        }
    }
}
