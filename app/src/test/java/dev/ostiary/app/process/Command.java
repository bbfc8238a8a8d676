package dev.ostiary.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.app.command.CommandContext;
import dev.ostiary.app.command.OstiaryCommand;
import dev.ostiary.app.environment.ProcessEnvironment;
import dev.ostiary.app.process.Distribution.Finished;
import dev.ostiary.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The `ostiary` command run in this process, in milliseconds, where to start a process takes most of a second. That
/// the program ends with the exit code and prints what is told here is proved by those tests that start it.
final class Command {
    private Command() {}

    /// Runs a command to its end.
    static Finished run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), OptionalInt.empty());
        int exitCode = OstiaryCommand.run(
                new CommandContext(
                        terminal,
                        new ProcessEnvironment(Map.of()),
                        Clock.tickMillis(ZoneId.systemDefault()),
                        "development"),
                arguments);
        return new Finished(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    /// Runs a command on the server with that data folder.
    static Finished on(Path data, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return run(all.toArray(String[]::new));
    }
}
