package dev.ostiary.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The program as it is shipped, running as a process of its own in 256 MiB of heap, and driven by its own command
/// line.
final class ShippedOstiary implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READY = "ready gateway=";

    private final Path data;
    private final Process server;

    /// Starts it on free ports and waits until it says that it is ready.
    ShippedOstiary(Path data) throws IOException {
        this.data = data;
        this.server = new ProcessBuilder(
                        command(List.of("-Xmx256m"), List.of("up", "--port", "0", "--control-port", "0")))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        awaitReady(server.inputReader(UTF_8));
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the program ended before it was ready");
        }
    }

    /// Puts an agent behind the gateway.
    ///
    /// @return where clients reach it, without a slash at the end
    URI deploy(String name, URI upstream) throws IOException, InterruptedException {
        run("agents", "create", name, "--upstream", upstream.toString());
        return URI.create(
                run("deploy", name, "--environment", "production").get("url").stringValue());
    }

    /// Creates a key for an agent.
    ///
    /// @return its secret and id
    JsonNode createKey(String agent, String name) throws IOException, InterruptedException {
        return run("keys", "create", "--agent", agent, "--environment", "production", "--name", name);
    }

    /// Runs a command, which must succeed, and answers what it printed.
    JsonNode run(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        Process process = new ProcessBuilder(command(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), all))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("exit code " + exit + " of " + all);
        }
        return JSON.readTree(printed);
    }

    /// The most memory the server has held so far, in bytes.
    long peakMemory() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(server.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<String> command(List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(flags);
        command.addAll(List.of("-cp", Path.of("..", "app", "target", "ostiary", "lib") + "/*", "dev.ostiary.app.Main"));
        command.addAll(arguments);
        command.addAll(List.of("--data", data.toString()));
        return command;
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (server.waitFor(60, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        server.destroyForcibly();
        throw new IllegalStateException("the program did not end within a minute");
    }
}
