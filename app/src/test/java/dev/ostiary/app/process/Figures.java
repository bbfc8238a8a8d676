package dev.ostiary.app.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What is measured beside the tests, where somebody measures: `benchmarks/nodes` does.
final class Figures {
    /// Whether the tests run as long as it takes to measure.
    static final boolean ARE_WANTED = Boolean.getBoolean("ostiary.nodes.long");

    private Figures() {}

    /// Writes a line down.
    static void tell(String what) throws IOException {
        if (ARE_WANTED) {
            Path unused = Files.writeString(
                    Path.of("target", "nodes.txt"), what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
