package dev.ostiary.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// An empty database with all its tables, which is made once, since that takes a tenth of a second, and copied.
final class SqliteTemplate {
    private static byte @Nullable [] bytes;

    private SqliteTemplate() {}

    /// Opens a store on a copy of it.
    static synchronized SqliteStore copy(Path file) {
        try {
            if (bytes == null) {
                SqliteStore.open(file).close();
                bytes = Files.readAllBytes(file);
            } else if (Files.notExists(file)) {
                Files.write(file, bytes);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return SqliteStore.open(file);
    }
}
