package dev.ostiary.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.problem.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A node knows each key as it was last told, whole, however it was told, and nothing else (R01, S1.16).
final class PackedKeyDirectoryTest {
    private final Entries entries = new Entries(1);
    private final PackedKeyDirectory directory = new PackedKeyDirectory();

    private void assertKnown(KeyEntry entry) {
        assertEquals(entry, directory.find(entry.digest()));
        assertEquals(entry, directory.findPublic(entry.publicId()));
    }

    private void assertUnknown(KeyEntry entry) {
        assertNull(directory.find(entry.digest()));
        assertNull(directory.findPublic(entry.publicId()));
    }

    private void load(Collection<KeyEntry> loaded) {
        directory.replaceAll(sink -> loaded.forEach(entry -> sink.take(KeyRows.of(entry))));
    }

    /// What was put is found by its digest and by its public id, and by no other.
    @Test
    void put_isFound() {
        KeyEntry one = entries.plain();
        KeyEntry other = entries.plain();
        directory.put(one);
        directory.put(other);

        assertKnown(one);
        assertKnown(other);
        assertUnknown(entries.plain());
        assertNull(directory.findPublic(""));
        assertNull(directory.findPublic("pk_ost_"));
        assertEquals(2, directory.size());
    }

    /// A digest that differs in one word only is another key's.
    @Test
    void find_digestAlmostRight_isUnknown() {
        KeyEntry entry = entries.plain();
        directory.put(entry);
        KeyDigest d = entry.digest();

        assertNull(directory.find(new KeyDigest(d.first() ^ 1, d.second(), d.third(), d.fourth())));
        assertNull(directory.find(new KeyDigest(d.first(), d.second() ^ 1, d.third(), d.fourth())));
        assertNull(directory.find(new KeyDigest(d.first(), d.second(), d.third() ^ 1, d.fourth())));
        assertNull(directory.find(new KeyDigest(d.first(), d.second(), d.third(), d.fourth() ^ Long.MIN_VALUE)));
    }

    /// A key is known once, as it was put last.
    @Test
    void put_again_replaces() {
        KeyEntry first = entries.plain();
        KeyEntry revoked = Entries.changed(first, "another, longer name", true, false, 1);
        directory.put(first);
        directory.put(revoked);

        assertKnown(revoked);
        assertEquals(1, directory.size());
    }

    /// Under a new digest the old one is unknown.
    @Test
    void put_underNewDigest_forgetsTheOld() {
        KeyEntry first = entries.plain();
        KeyEntry rotated = Entries.under(entries.digest(), first);
        directory.put(first);
        directory.put(rotated);

        assertKnown(rotated);
        assertNull(directory.find(first.digest()));
        assertEquals(1, directory.size());
    }

    /// With a new public id the old one is unknown.
    @ParameterizedTest
    @ValueSource(strings = {"", "foreign"})
    void put_withNewPublicId_forgetsTheOld(String publicId) {
        KeyEntry first = entries.plain();
        KeyEntry renamed = Entries.called(publicId.isEmpty() ? entries.publicId() : publicId, first);
        directory.put(first);
        directory.put(renamed);

        assertKnown(renamed);
        assertNull(directory.findPublic(first.publicId()));
        directory.put(first);
        assertKnown(first);
        assertNull(directory.findPublic(renamed.publicId()));
        assertEquals(1, directory.size());
    }

    /// What was removed is unknown, and removing what nobody knows does no harm.
    @Test
    void remove_isForgotten() {
        KeyEntry gone = entries.plain();
        KeyEntry stays = entries.plain();
        directory.put(gone);
        directory.put(stays);
        directory.remove(gone.id());
        directory.remove(gone.id());

        assertUnknown(gone);
        assertKnown(stays);
        assertEquals(1, directory.size());
    }

    /// When another key takes over a digest, as when one is deleted and brought again, the end of the old key is
    /// not the end of the new one.
    @Test
    void remove_digestTakenOver_leavesTheNewKey() {
        KeyEntry old = entries.plain();
        KeyEntry successor = Entries.under(old.digest(), entries.plain());
        directory.put(old);
        directory.put(successor);
        assertEquals(1, directory.size());
        directory.remove(old.id());

        assertKnown(successor);
        assertNull(directory.findPublic(old.publicId()));
        assertEquals(1, directory.size());
    }

    /// After a replacement only what came with it is known.
    @Test
    void replaceAll_forgetsTheRest() {
        KeyEntry before = entries.plain();
        KeyEntry after = entries.plain();
        directory.put(before);
        load(List.of(after));

        assertUnknown(before);
        assertKnown(after);
        assertEquals(1, directory.size());
    }

    /// A replacement that breaks off in the middle changes nothing (R05).
    @Test
    void replaceAll_breaksOff_keepsWhatIsKnown() {
        KeyEntry before = entries.plain();
        directory.put(before);

        assertThrows(
                StoreException.class,
                () -> directory.replaceAll(sink -> {
                    sink.take(KeyRows.of(entries.plain()));
                    throw new StoreException("down", new IllegalStateException());
                }));
        assertKnown(before);
        assertEquals(1, directory.size());
    }

    /// Whatever texts and times a key has, they are answered as they were given, by whichever way they came in.
    @Test
    void find_anyKey_isAsItWasGiven() {
        List<KeyEntry> odd = new ArrayList<>();
        for (String id : List.of("0".repeat(26), "z".repeat(26), "0".repeat(25) + "z", "z" + "0".repeat(25))) {
            odd.add(entries.any(new KeyId("key_" + id), entries.digest()));
        }
        for (long expiry : new long[] {0, 1, (1L << 48) - 2, (1L << 48) - 1, 1L << 48, -1, Long.MIN_VALUE}) {
            odd.add(Entries.changed(entries.plain(), "n", true, true, expiry));
        }
        for (String name : List.of("", "x".repeat(255), "x".repeat(256), "é".repeat(127), "é".repeat(128), "\uD800x")) {
            odd.add(Entries.changed(entries.plain(), name, false, true, 5));
        }
        for (String publicId : List.of("", "pk_ost_", "some-uuid", "pk_ost_" + "0".repeat(28), "ø")) {
            odd.add(Entries.called(publicId, entries.plain()));
        }
        odd.forEach(directory::put);
        odd.forEach(this::assertKnown);

        List<KeyEntry> storable =
                odd.stream().filter(entry -> entry.name().indexOf('\uD800') < 0).toList();
        load(storable);
        storable.forEach(this::assertKnown);
    }

    /// Digests that all begin alike, as no secret pepper makes them, are slow to look through but found, and do not
    /// make the tables explode.
    @Test
    void put_digestsNotSpread_areFound() {
        List<KeyEntry> alike = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            alike.add(Entries.under(new KeyDigest(7, 7, 7, i), entries.plain()));
        }
        alike.forEach(directory::put);
        alike.forEach(this::assertKnown);
        load(alike);
        alike.forEach(this::assertKnown);
    }

    /// Whatever differs of a key shows in the fingerprint.
    @Test
    void fingerprint_tellsEveryDifference() {
        KeyEntry entry = entries.plain();
        List<KeyEntry> others = List.of(
                Entries.under(entries.digest(), entry),
                Entries.called(entries.publicId(), entry),
                Entries.called("foreign", entry),
                Entries.changed(entry, "nama", false, false, KeyEntry.NEVER),
                Entries.changed(entry, "name", true, false, KeyEntry.NEVER),
                Entries.changed(entry, "name", false, true, KeyEntry.NEVER),
                Entries.changed(entry, "name", false, false, 1),
                entries.any(entry.id(), entry.digest()));
        directory.put(entry);
        long fingerprint = directory.fingerprint();

        for (KeyEntry other : others) {
            directory.put(other);
            assertNotEquals(fingerprint, directory.fingerprint());
        }
        directory.put(entry);
        assertEquals(fingerprint, directory.fingerprint());
    }

    /// An entry that somebody holds stays as it was found, whatever becomes of the key and its neighbours.
    @Test
    void entry_outlivesChanges() {
        KeyEntry entry = entries.plain();
        directory.put(entry);
        KeyEntry held = directory.find(entry.digest());
        for (int i = 0; i < 1000; i++) {
            directory.put(entries.any());
        }
        directory.remove(entry.id());

        assertEquals(entry, held);
    }
}
