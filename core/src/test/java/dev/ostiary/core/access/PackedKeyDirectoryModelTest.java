package dev.ostiary.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ostiary.core.id.KeyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Through many changes, however they come in, a node knows what a plain map of the same changes knows (R01).
final class PackedKeyDirectoryModelTest {
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

    /// Through thousands of changes of every sort the directory knows what a plain map knows, and two directories
    /// that know the same have the same fingerprint, one changed and one loaded.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void changes_agreeWithAMap(long seed) {
        Random random = new Random(seed);
        Entries any = new Entries(seed);
        Map<KeyId, KeyEntry> model = new HashMap<>();
        List<KeyId> ids = new ArrayList<>();
        load(List.of());
        for (int step = 0; step < 20_000; step++) {
            int choice = random.nextInt(10);
            KeyId known = ids.isEmpty() ? any.id() : ids.get(random.nextInt(ids.size()));
            KeyEntry before = model.get(known);
            if (choice < 5 || before == null) {
                KeyEntry added = any.any();
                ids.add(added.id());
                put(model, added);
            } else if (choice < 7) {
                put(model, any.any(known, before.digest()));
            } else if (choice < 8) {
                put(model, any.any(known, any.digest()));
                assertNull(directory.find(before.digest()));
            } else {
                directory.remove(known);
                model.remove(known);
                assertUnknown(before);
            }
        }

        assertEquals(model.size(), directory.size());
        model.values().forEach(this::assertKnown);
        PackedKeyDirectory loaded = new PackedKeyDirectory();
        List<KeyEntry> shuffled = new ArrayList<>(model.values());
        Collections.shuffle(shuffled, random);
        loaded.replaceAll(sink -> shuffled.forEach(entry -> sink.take(KeyRows.of(entry))));
        assertEquals(directory.fingerprint(), loaded.fingerprint());
        model.keySet().forEach(directory::remove);
        assertEquals(0, directory.size());
        assertEquals(new PackedKeyDirectory().fingerprint(), directory.fingerprint());
    }

    private void put(Map<KeyId, KeyEntry> model, KeyEntry entry) {
        model.put(entry.id(), entry);
        directory.put(entry);
        assertKnown(entry);
    }

    /// Many keys that were loaded at once are all there, and can be changed, added to and removed like any others.
    @Test
    void replaceAll_many_canBeChanged() {
        List<KeyEntry> many = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            many.add(entries.any());
        }
        load(many);
        many.forEach(this::assertKnown);
        assertEquals(many.size(), directory.size());

        for (int i = 0; i < many.size(); i++) {
            switch (i % 3) {
                case 0 -> directory.remove(many.get(i).id());
                case 1 -> directory.put(Entries.changed(many.get(i), "changed", true, true, 7));
                default -> directory.put(entries.any());
            }
        }
        for (int i = 0; i < many.size(); i++) {
            switch (i % 3) {
                case 0 -> assertUnknown(many.get(i));
                case 1 -> assertKnown(Entries.changed(many.get(i), "changed", true, true, 7));
                default -> assertKnown(many.get(i));
            }
        }
        assertEquals(many.size(), directory.size());
    }

    /// A directory that was loaded small grows to many times its size, and is as if it had been loaded large.
    @Test
    void put_manyAfterFew_areAllKnown() {
        List<KeyEntry> many = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            many.add(entries.plain());
        }
        load(many.subList(0, 100));
        many.subList(100, many.size()).forEach(directory::put);

        many.forEach(this::assertKnown);
        long fingerprint = directory.fingerprint();
        load(many);
        assertEquals(fingerprint, directory.fingerprint());
    }
}
