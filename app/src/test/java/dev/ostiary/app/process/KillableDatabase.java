package dev.ostiary.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL server that can be killed, and started again on what it left.
final class KillableDatabase implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final EmbeddedPostgres server;
    private final List<String> command = new ArrayList<>();
    private final Path data;
    private final Path log;

    KillableDatabase(Path log) throws IOException, SQLException {
        this.log = log;
        // What is committed outlives the process without fsync, though not the machine; without synchronous_commit,
        // which EmbeddedPostgres switches off, it would not outlive the process either.
        this.server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "on")
                .start();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW data_directory")) {
            assertTrue(rows.next());
            this.data = Path.of(rows.getString(1));
        }
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL will not run as root; EmbeddedPostgres does the same.
            command.addAll(List.of("unshare", "-U"));
        }
        String line = Files.readString(Path.of("/proc", Long.toString(process().pid()), "cmdline"), UTF_8);
        command.addAll(List.of(line.split("\0")));
    }

    /// The server's first process, by the file in which it tells of itself.
    private ProcessHandle process() throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElseThrow();
    }

    int port() {
        return server.getPort();
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=postgres&password=postgres";
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    /// As when its machine is switched off.
    void kill() throws Exception {
        ProcessHandle process = process();
        assertTrue(process.destroyForcibly());
        ProcessHandle unused = process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// Starts it again and waits until it takes connections. While processes of the killed one are ending it cannot
    /// start, and is tried again.
    void start() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Process process = begin();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                process = begin();
            }
            try (Connection connection = connect()) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException notYet) {
                boolean unused = process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        throw new AssertionError("PostgreSQL does not start again: " + Files.readString(log, UTF_8));
    }

    private Process begin() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /// Stops it, also when it was started again: both lie in one folder.
    @Override
    public void close() throws IOException {
        server.close();
    }
}
