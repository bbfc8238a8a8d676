package dev.ostiary.app.terminal;

/// A command that cannot do what was asked: the way it ends, and one sentence for a person with the remedy in it.
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CommandException(ExitCode exitCode, String sentence) {
        super(sentence, null, false, false);
        this.exitCode = exitCode;
    }

    /// A command that was not understood.
    public static CommandException usage(String sentence) {
        return new CommandException(ExitCode.USAGE, sentence);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /// What a person is told.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
