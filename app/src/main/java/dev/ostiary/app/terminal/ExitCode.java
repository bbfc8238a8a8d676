package dev.ostiary.app.terminal;

/// How a command ends. Scripts rely on the numbers.
public enum ExitCode {
    /// What was asked is done.
    DONE(0),
    /// It failed, through no fault of the caller's.
    FAILED(1),
    /// The command was not understood.
    USAGE(2),
    /// What it is about does not exist.
    NOT_FOUND(3),
    /// The server refused: invalid, not authenticated, not permitted, or in conflict.
    REFUSED(4),
    /// No server answered.
    UNREACHABLE(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /// The status of the process.
    public int number() {
        return number;
    }
}
