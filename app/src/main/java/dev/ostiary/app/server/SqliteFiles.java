package dev.ostiary.app.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A SQLite database as files: itself, and what SQLite puts beside it.
final class SqliteFiles {
    private static final List<String> BESIDE = List.of("-wal", "-shm", ".lock");

    private SqliteFiles() {}

    /// Where a database is prepared that is to take its place.
    static Path draft(Path database) {
        return beside(database, ".restoring");
    }

    /// Where the database goes that it replaces.
    static Path replaced(Path database) {
        return beside(database, ".replaced");
    }

    /// Makes it private to its owner.
    static void close(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Path unused = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /// Puts one in the place of another, which is kept by another name.
    static void replace(Path database, Path by) throws IOException {
        Path old = replaced(database);
        delete(old);
        for (String suffix : List.of("", "-wal", "-shm")) {
            Path part = beside(database, suffix);
            if (Files.exists(part)) {
                Path unused = Files.move(part, beside(old, suffix), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Path unused = Files.move(by, database, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Deletes one with all that is beside it.
    static void delete(Path database) throws IOException {
        boolean unused = Files.deleteIfExists(database);
        for (String suffix : BESIDE) {
            unused = Files.deleteIfExists(beside(database, suffix));
        }
    }

    private static Path beside(Path database, String suffix) {
        return database.resolveSibling(database.getFileName() + suffix);
    }
}
