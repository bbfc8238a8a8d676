package dev.ostiary.app.command;

import dev.ostiary.app.environment.ProcessEnvironment;
import dev.ostiary.app.server.MasterKeyChoice;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.vault.PassphraseSeal;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The variables that say where the master key comes from, when not from a file as it is.
final class MasterKeyVariables {
    private static final String KEY = "OSTIARY_MASTER_KEY";
    private static final String PASSPHRASE = "OSTIARY_MASTER_PASSPHRASE";
    private static final String PASSPHRASE_FILE = "OSTIARY_MASTER_PASSPHRASE_FILE";

    private MasterKeyVariables() {}

    static MasterKeyChoice read(ProcessEnvironment environment) {
        Optional<MasterKeyset> given = environment
                .variable(KEY)
                .map(text -> MasterKeyset.parse(text)
                        .orElseThrow(() -> CommandException.usage(KEY + " does not hold a master key; give the lines"
                                + " that `ostiary master-key generate` prints, or unset it to use a file")));
        Optional<Secret> passphrase = passphrase(environment);
        if (given.isPresent() && passphrase.isPresent()) {
            throw CommandException.usage(
                    KEY + " and a passphrase exclude each other; a passphrase opens a file, so unset one of them");
        }
        return new MasterKeyChoice(given, passphrase);
    }

    /// The passphrase that the master key's file is sealed with.
    static Optional<Secret> passphrase(ProcessEnvironment environment) {
        return environment
                .variable(PASSPHRASE)
                .or(() -> environment.variable(PASSPHRASE_FILE).map(MasterKeyVariables::firstLine))
                .map(MasterKeyVariables::checked);
    }

    private static String firstLine(String file) {
        try {
            return Files.readString(Path.of(file)).lines().findFirst().orElse("");
        } catch (IOException | InvalidPathException unreadable) {
            throw CommandException.usage(PASSPHRASE_FILE
                    + " names no file that can be read; give a file with the passphrase on its first line");
        }
    }

    private static Secret checked(String text) {
        if (text.codePointCount(0, text.length()) < PassphraseSeal.MIN_LENGTH) {
            throw CommandException.usage(
                    "the passphrase is too short; give one of at least " + PassphraseSeal.MIN_LENGTH + " characters");
        }
        return Secret.of(text);
    }
}
