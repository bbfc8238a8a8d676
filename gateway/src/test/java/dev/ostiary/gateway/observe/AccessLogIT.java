package dev.ostiary.gateway.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.random.Randomness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The access log as a file.
class AccessLogIT {
    @TempDir
    private Path folder;

    private static Observation open(Path file) throws IOException {
        return Observation.open(
                AccessLogSettings.to(file.toString()), new TestNode(), new Randomness(), Clock.systemUTC());
    }

    private static void serve(Recorder recorder, int times) {
        RequestRecord request = new RequestRecord();
        for (int i = 0; i < times; i++) {
            recorder.begin(request, "GET", Protocol.HTTP_1_1, "192.0.2.7");
            request.answered(200, 0);
            recorder.finish(request);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "still not so");
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static double metric(Observation observation, String name, String... labels) {
        String text = observation.scrape("").text();
        return Exposition.parse(text).value(name, labels);
    }

    @Test
    void close_writesAllThatWasHandedOver() throws IOException {
        Path file = folder.resolve("access.log");
        Files.writeString(file, "there before\n");
        try (Observation observation = open(file)) {
            for (Recorder recorder : observation.recorders(2)) {
                serve(recorder, 1000);
            }
        }

        List<String> lines = Files.readAllLines(file);
        assertEquals(2001, lines.size());
        assertEquals("there before", lines.getFirst());
        assertTrue(lines.getLast().startsWith("{\"time\":\"") && lines.getLast().endsWith("}"), lines.getLast());
    }

    /// Who rotates the log moves the file away and asks for a new one.
    @Test
    void reopen_goesOnInANewFile() throws IOException {
        Path file = folder.resolve("access.log");
        Path moved = folder.resolve("access.log.1");
        try (Observation observation = open(file)) {
            Recorder recorder = observation.recorders(1).getFirst();
            serve(recorder, 3);
            await(() -> metric(observation, "ostiary_access_log_lines_total") == 3);
            Files.move(file, moved);
            observation.reopenLog();
            await(() -> Files.exists(file));
            serve(recorder, 2);
        }

        assertEquals(3, Files.readAllLines(moved).size());
        assertEquals(2, Files.readAllLines(file).size());
    }

    @Test
    void newFile_isClosedToOthers() throws IOException {
        Path file = folder.resolve("access.log");
        open(file).close();

        assertTrue(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                .endsWith("---"));
    }

    /// A full disk costs lines, which are counted, and no request.
    @Test
    void fullDisk_losesLinesAndCountsThem() throws IOException {
        try (Observation observation = open(Path.of("/dev/full"))) {
            serve(observation.recorders(1).getFirst(), 5);
            await(() -> metric(observation, "ostiary_access_log_dropped_total", "reason", "failed") == 5);
            assertEquals(0, metric(observation, "ostiary_access_log_lines_total"));
        }
    }

    @Test
    void fileThatCannotBeWritten_isRefused() {
        assertThrows(IOException.class, () -> open(folder.resolve("missing").resolve("access.log")));
    }
}
