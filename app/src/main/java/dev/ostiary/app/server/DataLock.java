package dev.ostiary.app.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds a data folder for one process. The operating system takes the lock back however the process ends; the file
/// stays.
final class DataLock implements AutoCloseable {
    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Locks a folder that was in use before; empty when it never was. Changes nothing.
    static Optional<DataLock> acquireExisting(DataFolder folder) {
        return Files.exists(folder.lock()) ? Optional.of(acquire(folder)) : Optional.empty();
    }

    /// Locks a folder.
    static DataLock acquire(DataFolder folder) {
        try {
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw StartRefused.because("another process runs on the data folder " + folder.path()
                        + "; stop that one, or name another folder with --data");
            }
            return new DataLock(channel);
        } catch (IOException impossible) {
            throw StartRefused.because("cannot lock " + folder.lock()
                    + "; give this account the right to write it, or name another folder with --data");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ends) {
            throw StartRefused.because("cannot let go of the data folder; see that its disk is well");
        }
    }
}
