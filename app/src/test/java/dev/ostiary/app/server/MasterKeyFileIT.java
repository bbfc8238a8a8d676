package dev.ostiary.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The master key is kept where only its owner can read it (S4.5).
class MasterKeyFileIT {
    private final MasterKey key = MasterKey.generate(new Randomness());

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = folder.resolve("master.key");
    }

    private void assertRefused(String remedy) {
        CommandException refused = assertThrows(CommandException.class, () -> new MasterKeyFile(path).read());
        assertEquals(ExitCode.FAILED, refused.exitCode());
        assertTrue(refused.sentence().contains(remedy), refused::sentence);
    }

    /// The key is read as it was written, and the file is private.
    @Test
    void key_isReadAsWritten() throws IOException {
        MasterKeyFile file = new MasterKeyFile(path);
        assertEquals(Optional.empty(), file.read());
        file.write(key);
        assertEquals(Optional.of(key.checkValue()), file.read().map(MasterKey::checkValue));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    /// A key that is there is never overwritten.
    @Test
    void existingKey_isNotOverwritten() throws IOException {
        Files.writeString(path, "mine");
        assertThrows(CommandException.class, () -> new MasterKeyFile(path).write(key));
        assertEquals("mine", Files.readString(path));
    }

    /// A key that others may read or write is refused with the command that closes it; a read-only one is fine.
    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    void openToOthers_isRefused(String permissions) throws IOException {
        new MasterKeyFile(path).write(key);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        assertRefused("chmod 600");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
        assertTrue(new MasterKeyFile(path).read().isPresent());
    }

    /// A file with anything else in it is refused, and what is in it is not told.
    @ParameterizedTest
    @ValueSource(strings = {"", "canary", "ostiary-master-key-1:", "ostiary-master-key-1:Y2FuYXJ5", "\u00ff\u0000"})
    void malformed_isRefused(String text) throws IOException {
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        assertRefused("backup");
        CommandException refused = assertThrows(CommandException.class, () -> new MasterKeyFile(path).read());
        assertEquals(-1, refused.sentence().indexOf("canary"));
    }

    /// What cannot be read is refused, not made anew.
    @Test
    void unreadable_isRefused() throws IOException {
        Files.createDirectory(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        assertRefused("cannot read the master key");
    }
}
