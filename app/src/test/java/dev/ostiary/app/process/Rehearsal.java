package dev.ostiary.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.stream.Stream;

/// One run of the server, of which the JVM keeps the classes (an archive for class data sharing), so that the
/// dozens that tests start take two thirds of the time. Anew when a jar is newer.
final class Rehearsal {
    /// The flag by which a JVM uses what was kept.
    static final String FLAG = "-XX:SharedArchiveFile=" + cache();

    private Rehearsal() {}

    private static Path cache() {
        Path cache = Path.of("target", "rehearsal.jsa").toAbsolutePath();
        try (Stream<Path> jars = Files.list(Distribution.LIBRARIES)) {
            FileTime newest =
                    jars.map(Rehearsal::changed).max(Comparator.naturalOrder()).orElseThrow();
            if (Files.notExists(cache) || changed(cache).compareTo(newest) < 0) {
                rehearse(cache);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
        return cache;
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void rehearse(Path cache) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(cache.getParent(), "rehearsal");
        Distribution ostiary = new Distribution(folder, "-XX:ArchiveClassesAtExit=" + cache);
        try (RunningServer server = ostiary.up(folder.resolve("data"))) {
            assertEquals(0, server.stop());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
