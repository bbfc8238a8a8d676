package dev.ostiary.app.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written for the owner is seen by the owner alone (S4.11).
class PrivateFileIT {
    @TempDir
    private Path folder;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /// A file that was open to all is closed when it is written anew, and no draft is left.
    @Test
    void write_closesAndLeavesNothingElse() throws IOException {
        Path path = folder.resolve("secret");
        Files.writeString(path, "old");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertTrue(PrivateFile.isOpenToOthers(path));
        PrivateFile.write(path, "new");
        assertEquals("rw-------", permissions(path));
        assertFalse(PrivateFile.isOpenToOthers(path));
        assertEquals("new", Files.readString(path));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(path), files.toList());
        }
    }

    /// A draft that a crash left, and whose permissions are anybody's guess, is not written into.
    @Test
    void write_replacesOldDraft() throws IOException {
        Path draft = folder.resolve("secret.new");
        Files.writeString(draft, "left");
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
        PrivateFile.write(folder.resolve("secret"), "new");
        assertEquals("rw-------", permissions(folder.resolve("secret")));
    }

    /// The profile is read as it was written, and is private.
    @Test
    void profile_isReadAsWritten() throws IOException {
        ProfileFile file = new ProfileFile(folder);
        Profile profile =
                new Profile(URI.create("http://127.0.0.1:1"), Secret.of("mk_ost_x"), URI.create("http://127.0.0.1:2"));
        file.write(profile);
        assertEquals(Optional.of(profile), file.read());
        assertEquals("rw-------", permissions(file.path()));
        assertEquals(Optional.of(profile.key()), file.keyThat("mk_ost_x"::equals));
        assertEquals(Optional.empty(), file.keyThat(key -> false));
    }
}
