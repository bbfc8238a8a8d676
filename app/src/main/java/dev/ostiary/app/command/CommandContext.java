package dev.ostiary.app.command;

import dev.ostiary.app.environment.ProcessEnvironment;
import dev.ostiary.app.terminal.Terminal;
import java.time.Clock;

/// What every command works with.
///
/// @param clock of the user's time zone
/// @param version of this program
public record CommandContext(Terminal terminal, ProcessEnvironment environment, Clock clock, String version) {}
