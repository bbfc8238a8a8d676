package dev.ostiary.app.command;

import picocli.CommandLine.Option;

/// `--help`, on every command.
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private boolean isAsked;
}
