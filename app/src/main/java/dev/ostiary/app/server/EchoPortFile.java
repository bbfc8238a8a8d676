package dev.ostiary.app.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ostiary.app.profile.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/// Remembers the port of the echo agent, so that a restart finds it where its deployments lead.
final class EchoPortFile {
    private final Path path;

    EchoPortFile(Path path) {
        this.path = path;
    }

    /// The port of the last start; empty when that is not known.
    OptionalInt read() {
        try {
            String text = Files.readString(path, ISO_8859_1).strip();
            return text.matches("[1-9][0-9]{0,4}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
        } catch (IOException missing) {
            return OptionalInt.empty();
        }
    }

    void write(int port) throws IOException {
        PrivateFile.write(path, port + "\n");
    }
}
