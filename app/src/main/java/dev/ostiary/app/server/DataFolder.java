package dev.ostiary.app.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder that holds everything of an installation: `ostiary.db`, `master.key`, `profile.json`, `echo.port`,
/// `changes.journal` and `lock`.
final class DataFolder {
    private final Path path;

    DataFolder(Path path) {
        this.path = path.normalize();
    }

    Path database() {
        return path.resolve("ostiary.db");
    }

    Path masterKey() {
        return path.resolve("master.key");
    }

    Path echoPort() {
        return path.resolve("echo.port");
    }

    Path journal() {
        return path.resolve("changes.journal");
    }

    Path lock() {
        return path.resolve("lock");
    }

    Path path() {
        return path;
    }

    /// Checks that the folder can be written to, or made. Changes nothing.
    void check() {
        if (Files.exists(path)) {
            if (!Files.isDirectory(path)) {
                throw StartRefused.because(
                        "the data folder " + path + " is not a folder; name another one with --data");
            }
            if (!Files.isWritable(path) || !Files.isExecutable(path)) {
                throw unwritable();
            }
            return;
        }
        Path parent = path.toAbsolutePath().getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw unwritable();
        }
    }

    /// Makes the folder when it is missing, closed to everyone but its owner.
    void create() {
        if (Files.isDirectory(path)) {
            return;
        }
        try {
            Files.createDirectories(path, attributes());
        } catch (IOException impossible) {
            throw unwritable();
        }
    }

    private FileAttribute<?>[] attributes() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /// What a new file beside others is to be: closed to everyone but its owner.
    static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private RuntimeException unwritable() {
        return StartRefused.because("cannot write to the data folder " + path
                + "; give this account the right to, or name another folder with --data");
    }
}
