package dev.ostiary.app.command;

import java.util.regex.Pattern;

/// A word of a proposed command line, quoted so that a POSIX shell takes it as one word and nothing else.
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+");

    private ShellWord() {}

    /// The word as it is typed.
    public static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
