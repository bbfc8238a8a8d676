package dev.ostiary.app.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an installation has seen change, kept in its data folder and not in its database: so it outlives the database's
/// return to an earlier state, and tells what was lost by that. A line is the number of a change, its kind and its
/// subject; nothing in it is secret.
final class ChangeJournal {
    /// A file that has become so long is put by when it is opened, and the one put by before is forgotten.
    private static final long ENOUGH = 32L << 20;

    /// Longer than the longest line, that of a change of [Change#MAX_KEYS] keys.
    private static final int TAIL = 1 << 16;

    private final Path file;
    private final Path older;

    ChangeJournal(Path file) {
        this.file = file;
        this.older = file.resolveSibling(file.getFileName() + ".1");
    }

    Path file() {
        return file;
    }

    /// The newest change that was seen; empty when none was.
    Optional<Change> newest() throws IOException {
        for (Path each : List.of(file, older)) {
            String tail = tail(each);
            List<String> whole =
                    tail.substring(0, tail.lastIndexOf('\n') + 1).lines().toList();
            if (!whole.isEmpty()) {
                return parse(whole.getLast());
            }
        }
        return Optional.empty();
    }

    /// The end of a file, some lines long.
    private static String tail(Path file) throws IOException {
        if (Files.notExists(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file, READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(TAIL);
            channel.position(Math.max(0, channel.size() - TAIL));
            int read = 0;
            while (read >= 0 && bytes.hasRemaining()) {
                read = channel.read(bytes);
            }
            return new String(bytes.array(), 0, bytes.position(), UTF_8);
        }
    }

    /// Removes a line that a crash has cut off.
    void mend() throws IOException {
        String tail = tail(file);
        if (tail.isEmpty() || tail.endsWith("\n")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            int cutOff = tail.getBytes(UTF_8).length
                    - tail.substring(0, tail.lastIndexOf('\n') + 1).getBytes(UTF_8).length;
            FileChannel unused = channel.truncate(channel.size() - cutOff);
        }
    }

    /// The changes with greater numbers than that, in order, as far as they are still known.
    List<Change> after(long seq) throws IOException {
        return lines().stream()
                .flatMap(line -> parse(line).stream())
                .filter(change -> change.seq() > seq)
                .toList();
    }

    /// Whether every change after that number is known, up to the newest.
    boolean reachesBackTo(long seq) throws IOException {
        long reached = seq;
        for (Change change : after(seq)) {
            // Where the numbering went on after a restore, it left some out.
            long next = reached + 1 + (change.subject().equals(ChangeLog.CONTINUED) ? ChangeLog.LEFT_OUT : 0);
            if (change.seq() > next) {
                return false;
            }
            reached = change.seq();
        }
        return reached > seq;
    }

    /// Adds changes; they are on the disk when this returns.
    void append(List<Change> changes) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Change change : changes) {
            text.append(change.seq())
                    .append(' ')
                    .append(change.kind())
                    .append(' ')
                    .append(change.subject())
                    .append('\n');
        }
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE, APPEND), DataFolder.ownerOnly(file))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                int unused = channel.write(bytes);
            }
            channel.force(false);
        }
    }

    /// Puts a long file by.
    void turnOver() throws IOException {
        if (Files.exists(file) && Files.size(file) > ENOUGH) {
            Files.move(file, older, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path each : List.of(older, file)) {
            if (Files.exists(each)) {
                String text = Files.readString(each);
                // What a crash has cut off is no change.
                text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
            }
        }
        return lines;
    }

    /// Empty for what is no line of a journal.
    private static Optional<Change> parse(String line) {
        String[] fields = line.split(" ", 3);
        try {
            return fields.length == 3
                    ? Optional.of(new Change(Long.parseLong(fields[0]), Change.Kind.valueOf(fields[1]), fields[2]))
                    : Optional.empty();
        } catch (IllegalArgumentException cutOff) {
            return Optional.empty();
        }
    }
}
