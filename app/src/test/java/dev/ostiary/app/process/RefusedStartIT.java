package dev.ostiary.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.process.Distribution.Finished;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// A server that cannot start says why and what to do in one sentence, ends with 1, and has changed nothing.
@TestInstance(Lifecycle.PER_CLASS)
class RefusedStartIT {
    private Path folder;
    private Distribution ostiary;
    private Path original;
    private Path data;
    private int copies;

    @BeforeAll
    void startOnce(@TempDir Path temporary) throws Exception {
        folder = temporary;
        ostiary = new Distribution(folder);
        original = folder.resolve("original");
        try (RunningServer server = ostiary.up(original)) {
            assertEquals(0, server.stop());
        }
    }

    @BeforeEach
    void copy() throws IOException {
        data = Files.createDirectory(folder.resolve("copy" + copies++));
        for (Path file : list(original)) {
            Files.copy(file, data.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /// Every file of the folder with its content.
    private static SortedMap<String, String> snapshot(Path directory) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (Path file : list(directory)) {
            files.put(
                    file.getFileName().toString(),
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                            + HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
        return files;
    }

    private void assertRefused(String reason, String remedy, String... options) throws Exception {
        SortedMap<String, String> before = snapshot(data);
        assertRefusal(start(data, options), reason, remedy);
        assertEquals(before, snapshot(data));
    }

    private Finished start(Path where, String... options) throws IOException, InterruptedException {
        List<String> arguments = Stream.concat(Stream.of("up", "--data", where.toString()), Stream.of(options))
                .toList();
        return ostiary.run(arguments.toArray(String[]::new));
    }

    private static void assertRefusal(Finished refused, String reason, String remedy) {
        assertEquals(1, refused.exitCode(), refused::toString);
        assertEquals("", refused.out());
        assertEquals(1, refused.err().lines().count(), refused::err);
        assertTrue(refused.err().startsWith("ostiary: "), refused::err);
        assertTrue(refused.err().contains(reason), refused::err);
        assertTrue(refused.err().contains(remedy), refused::err);
    }

    private void writeMasterKey(String text) throws IOException {
        Files.writeString(data.resolve("master.key"), text);
    }

    /// The gateway's port is taken.
    @Test
    void busyPort_isRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(port, "--port", "--port", port, "--control-port", "0");
        }
    }

    /// The control plane's port is taken; on a first start, not even the folder is made.
    @Test
    void busyControlPort_isRefusedBeforeAnythingIsMade() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(port, "--control-port", "--port", "0", "--control-port", port);
            Path fresh = folder.resolve("never-made");
            assertRefusal(start(fresh, "--port", "0", "--control-port", port), port, "--control-port");
            assertFalse(Files.exists(fresh));
        }
    }

    /// The folder cannot be made.
    @Test
    void unwritableFolder_isRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("file" + copies), "a file");
        String[] ports = {"--port", "0", "--control-port", "0"};
        assertRefusal(start(file.resolve("data"), ports), "cannot write", "--data");
        assertRefusal(start(file, ports), "is not a folder", "--data");
        assertEquals("a file", Files.readString(file));
    }

    /// The master key is another installation's.
    @Test
    void wrongMasterKey_isRefused() throws Exception {
        writeMasterKey(MasterKey.generate(new Randomness()).export().reveal());
        assertRefused("is not the one", "backup", "--port", "0", "--control-port", "0");
    }

    /// The master key is gone: a new one would make every key in the database useless.
    @Test
    void missingMasterKey_isRefused() throws Exception {
        Files.delete(data.resolve("master.key"));
        assertRefused("is missing", "backup", "--port", "0", "--control-port", "0");
    }

    /// The master key is damaged.
    @Test
    void malformedMasterKey_isRefused() throws Exception {
        writeMasterKey("ostiary-master-key-1:oops");
        assertRefused("does not hold a master key", "backup", "--port", "0", "--control-port", "0");
    }

    /// Others may read the master key.
    @Test
    void openMasterKey_isRefused() throws Exception {
        Files.setPosixFilePermissions(data.resolve("master.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused("others", "chmod 600", "--port", "0", "--control-port", "0");
    }

    /// The database was written by a newer version.
    @Test
    void newerDatabase_isRefused() throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("ostiary.db"))) {
            int unused = database.createStatement().executeUpdate("UPDATE schema_history SET version = '999'");
        }
        assertRefused("999", "newer", "--port", "0", "--control-port", "0");
    }

    /// What is called the database is something else.
    @Test
    void foreignDatabase_isRefused() throws Exception {
        Files.writeString(
                data.resolve("ostiary.db"), "no database at all, but longer than its header would be ".repeat(9));
        assertRefused("not a SQLite database", "give another", "--port", "0", "--control-port", "0");
    }
}
