package dev.ostiary.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.secret.Secret;
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
    private final Randomness randomness = new Randomness();
    private final MasterKeyset key =
            MasterKeyset.first(MasterKey.generate(randomness)).with(2, MasterKey.generate(randomness));

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = folder.resolve("master.key");
    }

    private MasterKeyFile file() {
        return file(Optional.empty());
    }

    private MasterKeyFile file(Optional<String> passphrase) {
        return new MasterKeyFile(path, passphrase.map(Secret::of), randomness);
    }

    private void assertRefused(String remedy) {
        CommandException refused = assertThrows(CommandException.class, () -> file().read());
        assertEquals(ExitCode.FAILED, refused.exitCode());
        assertTrue(refused.sentence().contains(remedy), refused::sentence);
    }

    /// The key is read as it was written, and the file is private.
    @Test
    void key_isReadAsWritten() throws IOException {
        MasterKeyFile file = file();
        assertEquals(Optional.empty(), file.read());
        file.write(key);
        assertEquals(Optional.of(key), file.read());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    /// A key that is there is never overwritten.
    @Test
    void existingKey_isNotOverwritten() throws IOException {
        Files.writeString(path, "mine");
        assertThrows(CommandException.class, () -> file().write(key));
        assertEquals("mine", Files.readString(path));
    }

    /// A key that others may read or write is refused with the command that closes it; a read-only one is fine.
    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    void openToOthers_isRefused(String permissions) throws IOException {
        file().write(key);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        assertRefused("chmod 600");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
        assertTrue(file().read().isPresent());
    }

    /// A file with anything else in it is refused, and what is in it is not told.
    @ParameterizedTest
    @ValueSource(strings = {"", "canary", "ostiary-master-key-1:", "ostiary-master-key-1:Y2FuYXJ5", "\u00ff\u0000"})
    void malformed_isRefused(String text) throws IOException {
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        assertRefused("backup");
        CommandException refused = assertThrows(CommandException.class, () -> file().read());
        assertEquals(-1, refused.sentence().indexOf("canary"));
    }

    /// What cannot be read is refused, not made anew.
    @Test
    void unreadable_isRefused() throws IOException {
        Files.createDirectory(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        assertRefused("cannot read the master key");
    }

    /// With a passphrase the file shows nothing of the key, is read with the same passphrase only, and says what is
    /// missing when there is none (S4.14).
    @Test
    void passphrase_seals() throws IOException {
        file(Optional.of("correct horse battery")).write(key);

        String text = Files.readString(path);
        assertTrue(text.startsWith("ostiary-sealed-master-key-1:argon2id:m=65536,t=3,p=4:"), text);
        for (String line : key.export().reveal().split("\n", -1)) {
            assertEquals(-1, text.indexOf(line.substring(line.lastIndexOf(':') + 1)));
        }
        assertEquals(
                Optional.of(key), file(Optional.of("correct horse battery")).read());
        assertRefused("OSTIARY_MASTER_PASSPHRASE");
        CommandException wrong = assertThrows(
                CommandException.class,
                () -> file(Optional.of("correct horse batterz")).read());
        assertTrue(wrong.sentence().contains("does not open"), wrong::sentence);
        assertEquals(-1, wrong.sentence().indexOf("horse"));
    }

    /// A passphrase for a file that is not sealed is a misunderstanding, not a reason to seal it unasked.
    @Test
    void passphrase_forPlainFile_isRefused() {
        file().write(key);
        CommandException refused = assertThrows(
                CommandException.class,
                () -> file(Optional.of("correct horse battery")).read());
        assertTrue(refused.sentence().contains("master-key seal"), refused::sentence);
    }

    /// A file that changes while the program runs is read again; one that cannot be used changes nothing.
    @Test
    void home_followsTheFile() throws IOException {
        file().write(key);
        FileMasterKeyHome home = new FileMasterKeyHome(file(), key);
        MasterKeyset more = key.with(3, MasterKey.generate(randomness));
        file().replace(more);
        assertEquals(more, home.read());
        Files.writeString(path, "damaged");
        assertEquals(more, home.read());
        Files.delete(path);
        assertEquals(more, home.read());
        home.write(key);
        assertEquals(key, home.read());
        assertEquals(Optional.of(key), file().read());
    }
}
