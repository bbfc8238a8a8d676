package dev.ostiary.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Copies a SQLite database as of one moment, also while a server works on it: `VACUUM INTO`, which reads in one
/// transaction and keeps no writer waiting.
public final class SqliteBackup {
    private SqliteBackup() {}

    /// Copies a database to a file that is not there yet, readable by its owner only. The file is whole, or not
    /// there.
    ///
    /// @throws UnusableDatabaseException when the database cannot be read
    /// @throws IOException when the file cannot be written
    public static void write(Path database, Path backup) throws IOException {
        SqliteFile source = new SqliteFile(database);
        if (source.inspect().isEmpty()) {
            throw new UnusableDatabaseException("The database file " + database + " is empty or not there.", null);
        }
        Path draft = backup.resolveSibling(backup.getFileName() + ".partial");
        boolean unused = Files.deleteIfExists(draft);
        try {
            new SqliteFile(draft).create();
            try (Connection connection = source.writing().getConnection();
                    PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
                vacuum.setString(1, draft.toAbsolutePath().toString());
                unused = vacuum.execute();
            } catch (SQLException failure) {
                throw new IOException("the database cannot be copied", failure);
            }
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Path moved = Files.move(draft, backup, StandardCopyOption.ATOMIC_MOVE);
            assert moved.equals(backup);
        } finally {
            unused = Files.deleteIfExists(draft);
        }
    }
}
