package dev.ostiary.store;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.SearchTerms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The table of what keys are found by, which has all that is in the keys' own column of it. Keys that were taken in
/// together share rows; such a row goes on naming a key that has lost the term, so what is found here is only likely
/// to have it.
final class KeyTermIndex {
    static final List<String> COLUMNS = List.of("organization_id", "term", "key_id", "size", "others");

    private static final int CHUNK = 1000;

    /// How many keys share a row: as many as let four rows lie on a page of SQLite's.
    private static final int SHARING = 32;
    private static final String ADD =
            "INSERT INTO key_terms (organization_id, term, key_id) VALUES (:organization, :term, :key) ON CONFLICT DO NOTHING";
    private static final String REMOVE =
            "DELETE FROM key_terms WHERE organization_id = :organization AND term = :term AND key_id = :key AND size = 1";
    private static final String OF_ORGANIZATION = " FROM key_terms WHERE organization_id = :organization AND ";

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

    /// The rows of several keys of an organization, in the order in which they lie in the table.
    ///
    /// @param terms of each key
    static List<@Nullable Object[]> rows(List<ApiKey> keys, List<List<String>> terms) {
        Map<String, List<ApiKey>> byTerm = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            for (String term : terms.get(i)) {
                byTerm.computeIfAbsent(term, _ -> new ArrayList<>()).add(keys.get(i));
            }
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        byTerm.keySet().stream().sorted().forEach(term -> {
            List<ApiKey> having = byTerm.getOrDefault(term, List.of());
            for (int from = 0; from < having.size(); from += SHARING) {
                rows.add(row(term, having.subList(from, Math.min(from + SHARING, having.size()))));
            }
        });
        return rows;
    }

    private static @Nullable Object[] row(String term, List<ApiKey> keys) {
        ApiKey first = keys.getFirst();
        String others = keys.stream()
                .skip(1)
                .map(key -> key.id().value().substring(KeyId.PREFIX.length()))
                .collect(Collectors.joining());
        return new @Nullable Object[] {
            first.organization().value(), term, first.id().value(), keys.size(), others.isEmpty() ? null : others
        };
    }

    /// The identifiers of those keys that may have a term; null when they are too many.
    ///
    /// @param condition that the column `term` must meet
    /// @param values of the condition and of `organization`
    static @Nullable Set<String> few(Handle handle, String condition, Map<String, Object> values, int most) {
        // A key that has several such terms is in as many rows.
        int bound = 2 * most;
        if (size(handle, condition, values, bound / SHARING + 1) > bound
                || size(handle, condition, values, bound + 1) > bound) {
            return null;
        }
        Set<String> keys = new HashSet<>();
        handle.createQuery("SELECT key_id, others" + OF_ORGANIZATION + condition)
                .bindMap(values)
                .map((row, _) -> named(row.getString("key_id"), row.getString("others")))
                .forEach(keys::addAll);
        return keys.size() > most ? null : keys;
    }

    /// How many keys are named by the first rows, some of them perhaps again and again.
    private static int size(Handle handle, String condition, Map<String, Object> values, int rows) {
        return handle.createQuery("SELECT coalesce(sum(size), 0) FROM (SELECT size" + OF_ORGANIZATION + condition
                        + " LIMIT " + rows + ") bounded")
                .bindMap(values)
                .mapTo(Integer.class)
                .one();
    }

    private static List<String> named(String first, @Nullable String others) {
        List<String> keys = new ArrayList<>(List.of(first));
        int length = first.length() - KeyId.PREFIX.length();
        for (int at = 0; others != null && at < others.length(); at += length) {
            keys.add(KeyId.PREFIX + others.substring(at, at + length));
        }
        return keys;
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
                terms.bind("terms", Terms.text(SearchTerms.of(key)))
                        .bind("id", key.id().value())
                        .add();
            }
            int[] _ = terms.execute();
        }
        return keys.size();
    }
}
