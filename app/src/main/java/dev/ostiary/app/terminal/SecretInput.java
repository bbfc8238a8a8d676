package dev.ostiary.app.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.secret.Secret;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Takes a secret from a person or a program by a way that no list of processes shows: a prompt without echo, the
/// standard input, or a file.
public final class SecretInput {
    private static final String STANDARD_INPUT = "-";

    private SecretInput() {}

    /// Asks at the terminal, or reads the standard input when that is something else.
    public static Secret ask(String prompt) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> typed(console, prompt))
                .orElseGet(() -> read(STANDARD_INPUT));
    }

    private static Secret typed(Console console, String prompt) {
        char[] typed = console.readPassword("%s", prompt);
        if (typed == null) {
            throw CommandException.usage("nothing was typed; try again");
        }
        return Secret.of(new String(typed));
    }

    /// Reads a file, `-` for the standard input. A line end at its end is no part of the secret.
    public static Secret read(String file) {
        try {
            String text = file.equals(STANDARD_INPUT)
                    ? new String(System.in.readAllBytes(), UTF_8)
                    : Files.readString(Path.of(file), UTF_8);
            return Secret.of(
                    text.endsWith("\r\n")
                            ? text.substring(0, text.length() - 2)
                            : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        } catch (IOException | InvalidPathException unreadable) {
            throw CommandException.usage("the value cannot be read from " + Printable.clean(file)
                    + "; name a text file, or - for the standard input");
        }
    }
}
