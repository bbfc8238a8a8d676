package dev.ostiary.app;

import dev.ostiary.app.command.CommandContext;
import dev.ostiary.app.command.OstiaryCommand;
import dev.ostiary.app.environment.ProcessEnvironment;
import dev.ostiary.app.terminal.Terminal;
import java.security.Security;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;

/// The `ostiary` command.
public final class Main {
    private Main() {}

    /// Runs the command and ends the process with its exit code.
    public static void main(String... arguments) {
        // The gateway keeps addresses itself, and has to see it when a name moves.
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        ProcessEnvironment environment = ProcessEnvironment.current();
        CommandContext context = new CommandContext(
                Terminal.standard(environment.columns()),
                environment,
                Clock.tickMillis(ZoneId.systemDefault()),
                version());
        System.exit(OstiaryCommand.run(context, arguments));
    }

    /// As the build wrote it into the jar; there is none when classes run from a folder.
    private static String version() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
    }
}
