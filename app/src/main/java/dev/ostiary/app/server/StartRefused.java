package dev.ostiary.app.server;

import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;

/// Reasons not to start: one sentence each, with the remedy.
final class StartRefused {
    private StartRefused() {}

    static CommandException because(String sentence) {
        return new CommandException(ExitCode.FAILED, sentence);
    }
}
