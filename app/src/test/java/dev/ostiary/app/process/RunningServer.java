package dev.ostiary.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that said that it is ready.
///
/// @param control the control plane; where health is told when it is a gateway alone
/// @param output the lines of its standard output up to that
public record RunningServer(Process process, URI gateway, URI control, List<String> output, Path err)
        implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("ready (?:gateway=(\\S+) )?(?:control|health)=(\\S+)(?: tls=\\S+)?");
    private static final int PATIENCE_SECONDS = 60;

    /// Waits for the line that says so; a process that ends without it is a failure.
    static RunningServer await(Process process, Path err) throws IOException {
        List<String> output = new ArrayList<>();
        BufferedReader reader = process.inputReader(UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            output.add(line);
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return new RunningServer(
                        process,
                        URI.create(Objects.requireNonNullElse(ready.group(1), "")),
                        URI.create(ready.group(2)),
                        List.copyOf(output),
                        err);
            }
        }
        throw new AssertionError("not ready: " + output + Files.readString(err, UTF_8));
    }

    /// Asks it to read its files again, as an operator does with SIGHUP.
    void reload() throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("cannot signal the server");
        }
    }

    /// Asks it to stop, as an operator does with SIGTERM.
    ///
    /// @return its exit code
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not stop");
        }
        return process.exitValue();
    }

    /// Where the echo agent of the first start is called.
    URI echo(String path) {
        return URI.create(gateway + "/default/development/echo" + path);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
