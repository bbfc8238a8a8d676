package dev.ostiary.app.server;

import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.core.installation.MasterKeyHome;
import dev.ostiary.core.secret.MasterKeyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A master key in a file, which is read again when it changes. One that cannot be used then changes nothing.
final class FileMasterKeyHome implements MasterKeyHome {
    private static final Logger LOG = LoggerFactory.getLogger(FileMasterKeyHome.class);

    private final MasterKeyFile file;
    private MasterKeyset keyset;
    private @Nullable State seen;

    /// @param keyset what was read of the file
    FileMasterKeyHome(MasterKeyFile file, MasterKeyset keyset) {
        this.file = file;
        this.keyset = keyset;
        this.seen = State.of(file.path());
    }

    private record State(
            FileTime modified, long size, @Nullable Object key) {
        static @Nullable State of(Path path) {
            try {
                var attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new State(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            } catch (IOException gone) {
                return null;
            }
        }
    }

    @Override
    public String kind() {
        return file.isSealed() ? "sealed-file" : "file";
    }

    @Override
    public boolean isWritable() {
        Path folder = file.path().toAbsolutePath().getParent();
        return folder != null && Files.isWritable(folder);
    }

    @Override
    public synchronized MasterKeyset read() {
        State now = State.of(file.path());
        if (now == null ? seen == null : now.equals(seen)) {
            return keyset;
        }
        seen = now;
        try {
            keyset = file.read().orElse(keyset);
            LOG.atInfo().addKeyValue("generations", keyset.generations()).log("the master key was read again");
        } catch (CommandException unusable) {
            LOG.atError()
                    .addKeyValue("reason", unusable.sentence())
                    .log("the master key cannot be used; the one read before stays");
        }
        return keyset;
    }

    @Override
    public synchronized void write(MasterKeyset newKeyset) {
        file.replace(newKeyset);
        keyset = newKeyset;
        seen = State.of(file.path());
    }
}
