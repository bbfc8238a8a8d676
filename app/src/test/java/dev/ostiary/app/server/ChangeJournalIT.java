package dev.ostiary.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeLog;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.random.Randomness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journal outlives a crash and tells what was seen.
final class ChangeJournalIT {
    private static final Change FIRST = new Change(5, Change.Kind.KEY, "key_a");
    private static final Change SECOND = new Change(6, Change.Kind.ROUTES, "org_a");

    @TempDir
    private Path folder;

    private ChangeJournal journal() {
        return new ChangeJournal(folder.resolve("changes.journal"));
    }

    /// What was appended is there for the next process.
    @Test
    void append_isReadAgain() throws IOException {
        assertEquals(Optional.empty(), journal().newest());
        journal().append(List.of(FIRST));
        journal().append(List.of(SECOND));

        assertEquals(Optional.of(SECOND), journal().newest());
        assertEquals(List.of(SECOND), journal().after(5));
        assertTrue(journal().reachesBackTo(4));
        assertFalse(journal().reachesBackTo(3));
    }

    /// A line that a crash has cut off is no change, and the next one begins a line of its own.
    @Test
    void mend_removesWhatWasCutOff() throws IOException {
        journal().append(List.of(FIRST));
        Path unused = Files.writeString(folder.resolve("changes.journal"), "6 ROUTES or", StandardOpenOption.APPEND);
        journal().mend();
        assertEquals(Optional.of(FIRST), journal().newest());
        journal().append(List.of(SECOND));

        assertEquals(List.of(FIRST, SECOND), journal().after(0));
    }

    /// Neither is it taken for one before it is removed: who only looks changes nothing.
    @Test
    void cutOff_isNotRead() throws IOException {
        journal().append(List.of(FIRST));
        Path file = folder.resolve("changes.journal");
        Path unused = Files.writeString(file, "6 ROUTES or", StandardOpenOption.APPEND);

        assertEquals(Optional.of(FIRST), journal().newest());
        assertEquals(List.of(FIRST), journal().after(0));
        assertTrue(Files.readString(file).endsWith("6 ROUTES or"));
    }

    /// A change of as many keys as one may name is one line, and is read, kept and mended like any other.
    @Test
    void longestChange_isRead() throws IOException {
        List<KeyId> keys = IntStream.range(0, Change.MAX_KEYS)
                .mapToObj(number -> KeyId.create(new Randomness(), Instant.EPOCH.plusMillis(number)))
                .toList();
        Change longest = new Change(6, Change.Kind.KEYS, Change.subject(keys));
        journal().append(List.of(FIRST, longest));
        Path unused = Files.writeString(
                folder.resolve("changes.journal"), "7 KEYS " + longest.subject(), StandardOpenOption.APPEND);

        assertEquals(Optional.of(longest), journal().newest());
        journal().mend();
        assertEquals(List.of(FIRST, longest), journal().after(0));
    }

    /// A number that is missing in the midst is a change that is not known, but for those that acceptance of a
    /// restore leaves out.
    @Test
    void reachesBackTo_findsGaps() throws IOException {
        journal().append(List.of(FIRST, new Change(1006, Change.Kind.ROUTES, ChangeLog.CONTINUED)));
        assertTrue(journal().reachesBackTo(4));
        journal().append(List.of(new Change(1008, Change.Kind.KEY, "key_b")));
        assertFalse(journal().reachesBackTo(4));
        assertFalse(journal().reachesBackTo(1006));
        assertTrue(journal().reachesBackTo(1007));
    }
}
