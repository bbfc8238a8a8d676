package dev.ostiary.app.command;

import dev.ostiary.app.terminal.CommandException;

/// Ports that were asked for.
final class Ports {
    private static final int MAX = 65_535;

    private Ports() {}

    /// Checks that a number is a port, or 0 for a free one.
    static void check(String option, int port) {
        if (port < 0 || port > MAX) {
            throw CommandException.usage(
                    option + " " + port + " is no port; give 1 to " + MAX + ", or 0 for a free one");
        }
    }
}
