package dev.ostiary.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes the seeds of a target where a fuzzer reads them.
final class SeedFolder {
    private SeedFolder() {}

    /// Writes.
    ///
    /// @param arguments the target and the folder
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<String> seeds = FuzzTargets.named(arguments[0]).seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i).getBytes(ISO_8859_1));
        }
    }
}
