package dev.ostiary.store;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.SearchTerms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The table of what keys are found by, kept equal to the keys' own column of it.
final class KeyTermIndex {
    static final List<String> COLUMNS = List.of("organization_id", "term", "key_id");

    private static final int CHUNK = 1000;
    private static final String ADD =
            "INSERT INTO key_terms (organization_id, term, key_id) VALUES (:organization, :term, :key) ON CONFLICT DO NOTHING";
    private static final String REMOVE =
            "DELETE FROM key_terms WHERE organization_id = :organization AND term = :term AND key_id = :key";

    private KeyTermIndex() {}

    /// Adds a new key's.
    static void add(Handle handle, ApiKey key) {
        write(handle, ADD, key, SearchTerms.of(key));
    }

    /// Brings a key's up to date, before its row is.
    static void update(Handle handle, ApiKey key) {
        Set<String> before = new HashSet<>(terms(handle, key.id()));
        List<String> after = SearchTerms.of(key);
        write(
                handle,
                ADD,
                key,
                after.stream().filter(term -> !before.contains(term)).toList());
        after.forEach(before::remove);
        write(handle, REMOVE, key, before);
    }

    private static List<String> terms(Handle handle, KeyId key) {
        return handle.createQuery("SELECT coalesce(terms, '') FROM api_keys WHERE id = :id")
                .bind("id", key.value())
                .mapTo(String.class)
                .findOne()
                .map(text -> text.lines().filter(term -> !term.isEmpty()).toList())
                .orElse(List.of());
    }

    private static void write(Handle handle, String sql, ApiKey key, Collection<String> terms) {
        if (terms.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(sql);
        for (String term : terms) {
            batch.bind("organization", key.organization().value())
                    .bind("term", term)
                    .bind("key", key.id().value())
                    .add();
        }
        int[] _ = batch.execute();
    }

    /// The rows of several keys, in the order in which they lie in the table.
    static List<@Nullable Object[]> rows(List<ApiKey> keys) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ApiKey key : keys) {
            for (String term : SearchTerms.of(key)) {
                rows.add(new @Nullable Object[] {
                    key.organization().value(), term, key.id().value()
                });
            }
        }
        rows.sort((one, other) -> {
            int byTerm = text(one).compareTo(text(other));
            return byTerm != 0 ? byTerm : Objects.toString(one[2]).compareTo(Objects.toString(other[2]));
        });
        return rows;
    }

    private static String text(@Nullable Object[] row) {
        return Objects.toString(row[1]);
    }

    /// Makes up for what a program wrote that did not know the table. Several may do so at once.
    static void fill(Database database) {
        int filled;
        do {
            filled = database.write(KeyTermIndex::fillChunk);
        } while (filled > 0);
    }

    private static int fillChunk(Handle handle) {
        List<ApiKey> keys = handle.createQuery(
                        KeyTable.SELECTED + "FROM api_keys k WHERE k.terms IS NULL LIMIT " + CHUNK)
                .map(KeyTable::read)
                .list();
        if (!keys.isEmpty()) {
            PreparedBatch terms = handle.prepareBatch("UPDATE api_keys SET terms = :terms WHERE id = :id");
            for (ApiKey key : keys) {
                add(handle, key);
                terms.bind("terms", KeyTable.terms(SearchTerms.of(key)))
                        .bind("id", key.id().value())
                        .add();
            }
            int[] _ = terms.execute();
        }
        return keys.size();
    }
}
