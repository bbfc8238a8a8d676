package dev.ostiary.app.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ostiary.core.store.Store;
import dev.ostiary.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/// A stolen SQLite database: its file, and the journal beside it.
final class SqliteVaultAtRestIT extends VaultAtRest {
    @TempDir
    private Path folder;

    @Override
    Store openStore() {
        return SqliteStore.open(folder.resolve("ostiary.db"));
    }

    @Override
    String dump() throws IOException {
        StringBuilder dump = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                dump.append(Files.readString(file, ISO_8859_1));
            }
        }
        return dump.toString();
    }
}
