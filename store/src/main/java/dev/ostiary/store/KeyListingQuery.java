package dev.ostiary.store;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeySearch;
import dev.ostiary.core.key.KeyStatus;
import dev.ostiary.core.key.SearchTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The keys that a filter takes, as conditions of a query. Where one of its criteria is met by few keys, these are
/// looked up first by that criterion's index; else a listing is read from the index that has it in order, in which
/// those that are asked for stand close. Either way a page costs about the same at a million keys.
final class KeyListingQuery {
    /// The expiry of a key that has none.
    static final String EXPIRY = "coalesce(k.expires_at, 9223372036854775807)";

    /// As many as can be looked up one by one faster than a page of so frequent ones is read in order.
    private static final int FEW = 4000;

    /// Sorts behind everything that begins alike.
    private static final String END = "\udbff\udfff";

    private final Dialect dialect;
    private final String organization;
    private final StringBuilder conditions =
            new StringBuilder("k.organization_id = :organization AND k.deleted_at IS NULL");
    private final Map<String, Object> values = new HashMap<>();
    private final List<Probe> probes = new ArrayList<>();

    /// Looks up those that meet one criterion.
    private interface Probe {
        /// Their identifiers; null when they are more than [#FEW].
        @Nullable
        Collection<String> few(Handle handle);
    }

    KeyListingQuery(Dialect dialect, OrganizationId organization, KeyFilter filter) {
        this.dialect = dialect;
        this.organization = organization.value();
        values.put("organization", organization.value());
        filter.agent().ifPresent(agent -> and(" AND k.agent_id = :agent", "agent", agent.value()));
        filter.environment()
                .ifPresent(
                        environment -> and(" AND k.environment_id = :environment", "environment", environment.value()));
        filter.bound().ifPresent(this::bound);
        terms(SearchTerms.required(filter));
        filter.status().ifPresent(this::status);
        filter.search().ifPresent(this::search);
        filter.expiring().ifPresent(this::expiring);
        filter.unusedSince().ifPresent(this::unused);
    }

    private void and(String condition, String name, Object value) {
        conditions.append(condition);
        values.put(name, value);
    }

    private void bound(KeyFilter.Bound bound) {
        conditions.append(
                switch (bound) {
                    case ORGANIZATION -> " AND k.agent_id IS NULL AND k.route_ids IS NULL";
                    case AGENT -> " AND k.agent_id IS NOT NULL";
                    case ROUTES -> " AND k.route_ids IS NOT NULL";
                });
    }

    private void terms(List<String> whole) {
        for (String term : whole) {
            String name = "term" + values.size();
            and(" AND " + dialect.contains("k.terms", name), name, Terms.text(List.of(term)));
            probeTerms("term = :term", Map.of("organization", organization, "term", term));
        }
    }

    private void status(KeyFilter.StatusAt asked) {
        if (asked.status() != KeyStatus.REVOKED) {
            values.put("now", asked.now().toEpochMilli());
        }
        conditions.append(
                switch (asked.status()) {
                    case REVOKED -> " AND k.revoked_at IS NOT NULL";
                    case EXPIRED -> " AND k.revoked_at IS NULL AND " + EXPIRY + " <= :now";
                    case DISABLED ->
                        " AND k.revoked_at IS NULL AND " + EXPIRY + " > :now AND k.disabled_at IS NOT NULL";
                    case ACTIVE -> " AND k.revoked_at IS NULL AND k.disabled_at IS NULL AND " + EXPIRY + " > :now";
                });
        if (asked.status() == KeyStatus.EXPIRED) {
            probeExpiry(Instant.EPOCH, asked.now());
        }
    }

    private void search(KeySearch search) {
        search.publicId().ifPresent(begin -> {
            and(" AND k.public_id >= :public_id", "public_id", begin);
            and(" AND k.public_id < :public_id_end", "public_id_end", begin + END);
            probe(
                    "SELECT id FROM api_keys WHERE public_id >= :from AND public_id < :to"
                            + " AND organization_id = :organization",
                    begin,
                    begin + END);
        });
        for (String word : search.words()) {
            String name = "word" + values.size();
            and(" AND " + dialect.contains("k.terms", name), name, Terms.beginning(word));
            probeTerms(
                    "term >= :from AND term < :to",
                    Map.of("organization", organization, "from", word, "to", word + END));
        }
    }

    private void expiring(KeyFilter.Expiring asked) {
        and(
                " AND k.revoked_at IS NULL AND " + EXPIRY + " > :after",
                "after",
                asked.after().toEpochMilli());
        and(" AND " + EXPIRY + " <= :until", "until", asked.until().toEpochMilli());
        probeExpiry(asked.after(), asked.until());
    }

    private void probeExpiry(Instant after, Instant until) {
        probe(
                "SELECT k.id FROM api_keys k WHERE k.organization_id = :organization AND k.deleted_at IS NULL AND "
                        + EXPIRY + " > :from AND " + EXPIRY + " <= :to",
                after.toEpochMilli(),
                until.toEpochMilli());
    }

    private void unused(Instant since) {
        and(" AND k.created_at < :since", "since", since.toEpochMilli());
        conditions.append(
                " AND EXISTS (SELECT 1 FROM key_usage use WHERE use.key_id = k.id AND use.last_used_at < :since)");
        probe(
                "SELECT key_id FROM key_usage WHERE organization_id = :organization"
                        + " AND last_used_at >= :from AND last_used_at < :to",
                Long.MIN_VALUE,
                since.toEpochMilli());
    }

    private void probeTerms(String condition, Map<String, Object> bound) {
        probes.add(handle -> KeyTermIndex.few(handle, condition, bound, FEW));
    }

    private void probe(String sql, Object from, Object to) {
        Map<String, Object> bound = Map.of("organization", organization, "from", from, "to", to);
        probes.add(handle -> {
            List<String> found = handle.createQuery(sql + " LIMIT " + (FEW + 1))
                    .bindMap(bound)
                    .mapTo(String.class)
                    .list();
            return found.size() > FEW ? null : found;
        });
    }

    /// The query, without its end.
    ///
    /// @param select what is selected of `k`
    /// @param isByUse whether `u`, the key's usage, gives the order
    Prepared prepare(Handle handle, String select, boolean isByUse) {
        Collection<String> few = few(handle);
        String from;
        if (few != null) {
            values.put("few", "[\"" + String.join("\",\"", few) + "\"]");
            from = "FROM " + dialect.keysAmong("few") + (isByUse ? " JOIN key_usage u ON u.key_id = k.id" : "");
        } else if (isByUse) {
            from = "FROM key_usage u " + dialect.joinInOrder() + " api_keys k ON k.id = u.key_id";
            conditions.append(" AND u.organization_id = :organization");
        } else {
            from = "FROM api_keys k";
        }
        return new Prepared(handle, select + from + "\nWHERE " + conditions, values);
    }

    /// The same, of the table of keys alone, so that its rows can be held.
    Prepared all(Handle handle, String select) {
        return new Prepared(handle, select + "FROM api_keys k\nWHERE " + conditions, values);
    }

    /// The keys that meet the criterion that the fewest do; null when none is met by few.
    private @Nullable Collection<String> few(Handle handle) {
        for (Probe probe : probes) {
            Collection<String> found = probe.few(handle);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// A query that lacks its end.
    record Prepared(Handle handle, String sql, Map<String, Object> values) {
        Query end(String end) {
            return handle.createQuery(sql + end).bindMap(values);
        }
    }
}
