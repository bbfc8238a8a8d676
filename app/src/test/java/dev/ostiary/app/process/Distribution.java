package dev.ostiary.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The jars that `mvn package` put together, run as processes of their own, in a folder without a `data` folder.
public final class Distribution {
    static final Path LIBRARIES = Path.of("target", "ostiary", "lib").toAbsolutePath();

    private static final int PATIENCE_SECONDS = 60;

    private final Path folder;
    private final String flag;

    /// @param folder where processes run and their output is kept
    public Distribution(Path folder) {
        this(folder, Figures.ARE_WANTED ? "-Xmx1g" : Rehearsal.FLAG);
    }

    /// @param flag of the JVM
    Distribution(Path folder, String flag) {
        this.folder = folder;
        this.flag = flag;
    }

    /// Runs a command to its end.
    Finished run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    /// Runs a command to its end with more variables in its environment.
    Finished run(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the command does not end");
        } finally {
            process.destroyForcibly();
        }
        return new Finished(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    /// Starts a server on free ports and waits until it says that it is ready.
    public RunningServer up(Path data) throws IOException {
        Path err = Files.createTempFile(folder, "server", ".txt");
        Process process = builder("up", "--data", data.toString(), "--port", "0", "--control-port", "0")
                .redirectError(err.toFile())
                .start();
        return RunningServer.await(process, err);
    }

    /// Starts a server with more variables in its environment and waits until it says that it is ready.
    RunningServer start(Map<String, String> variables, String... arguments) throws IOException {
        Path err = Files.createTempFile(folder, "server", ".txt");
        ProcessBuilder builder = builder(arguments).redirectError(err.toFile());
        builder.environment().putAll(variables);
        return RunningServer.await(builder.start(), err);
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xlog:disable",
                "-Xlog:all=error,aot*=off,cds*=off:stderr",
                flag,
                Figures.ARE_WANTED ? "-XX:+TieredCompilation" : "-XX:TieredStopAtLevel=1",
                "-cp",
                LIBRARIES + "/*",
                "dev.ostiary.app.Main"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OSTIARY_") || name.equals("COLUMNS"));
        // What the JVM says of it would be on the standard error.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    /// A command that has ended.
    record Finished(int exitCode, String out, String err) {}
}
