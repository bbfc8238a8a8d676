package dev.ostiary.app.command;

import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.SecretInput;
import dev.ostiary.app.terminal.Terminal;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.vault.ProviderKeyValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The value of a provider key, which comes from a prompt or the standard input unless something else is said.
final class ValueOption {
    @Option(
            names = "--value-file",
            paramLabel = "FILE",
            description = "Read the key from a file; - for the standard input. Else it is asked for.")
    private @Nullable String file;

    @Option(
            names = "--value",
            paramLabel = "KEY",
            description = "The key itself. Other users of this machine can see it in the list of processes, and your"
                    + " shell keeps it: rather leave it out, and be asked.")
    private @Nullable String value;

    /// Whether one of the options was given.
    boolean isGiven() {
        return file != null || value != null;
    }

    /// The value.
    ProviderKeyValue read(Terminal terminal) {
        if (file != null && value != null) {
            throw CommandException.usage("--value and --value-file exclude each other; give one of them");
        }
        Secret secret = Optional.ofNullable(value)
                .map(Secret::of)
                .or(() -> Optional.ofNullable(file).map(SecretInput::read))
                .orElseGet(() -> SecretInput.ask("Provider key (not shown): "));
        ProviderKeyValue usable = ProviderKeyValue.of(secret)
                .orElseThrow(() -> CommandException.usage("the value is not usable; " + ProviderKeyValue.REMEDY));
        if (value != null) {
            terminal.explain("warning: a key in an argument can be seen in the list of processes and stays in the"
                    + " shell's history; leave --value out to be asked for it");
        }
        return usable;
    }
}
