package dev.ostiary.store;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeySort;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// A page of keys in some order. A cursor is the identifier of the last key seen; where that stands in the order is
/// looked up, so a key that was renamed or used meanwhile counts with what it is now.
record KeyPage(OrganizationId organization, KeySort sort, PageRequest page) {
    private static final String END = "~";

    /// By what a key is sorted.
    private record Position(String name, long expiry, long usedAt) {
        static Position read(ResultSet row, StatementContext context) throws SQLException {
            return new Position(row.getString("name"), row.getLong("expiry"), row.getLong("used_at"));
        }
    }

    Page<ApiKey> read(Handle handle, KeyListingQuery filtered) {
        boolean isByAge = sort == KeySort.NEWEST || sort == KeySort.OLDEST;
        String cursor = page.cursor().map(Listing::position).orElse(sort == KeySort.NEWEST ? END : "");
        Optional<Position> position = isByAge || page.cursor().isEmpty() ? Optional.empty() : position(handle, cursor);
        if (!isByAge && page.cursor().isPresent() && position.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        boolean isByUse = sort == KeySort.LAST_USED || sort == KeySort.LEAST_USED;
        Query query = filtered.prepare(handle, KeyTable.SELECTED, isByUse).end(end(position));
        if (isByAge || position.isPresent()) {
            query.bind("cursor", cursor);
        }
        position.ifPresent(at -> {
            switch (sort) {
                case NEWEST, OLDEST -> {}
                case NAME, NAME_DESCENDING -> query.bind("position", at.name());
                case LAST_USED, LEAST_USED -> query.bind("position", at.usedAt());
                case EXPIRY, EXPIRY_DESCENDING -> query.bind("position", at.expiry());
            }
        });
        List<ApiKey> read =
                query.bind("limit", page.limit() + 1).map(KeyTable::read).list();
        return Page.of(read, page, key -> key.id().value());
    }

    private Optional<Position> position(Handle handle, String cursor) {
        return handle.createQuery("SELECT k.name, " + KeyListingQuery.EXPIRY + " AS expiry,"
                        + " coalesce((SELECT u.last_used_at FROM key_usage u WHERE u.key_id = k.id), 0) AS used_at"
                        + " FROM api_keys k WHERE k.organization_id = :organization AND k.id = :cursor")
                .bind("organization", organization.value())
                .bind("cursor", cursor)
                .map(Position::read)
                .findOne();
    }

    private String end(Optional<Position> position) {
        return switch (sort) {
            case NEWEST -> " AND k.id < :cursor ORDER BY k.id DESC LIMIT :limit";
            case OLDEST -> " AND k.id > :cursor ORDER BY k.id LIMIT :limit";
            case NAME -> Listing.sorted("k.name", "k.id", true, position.isPresent());
            case NAME_DESCENDING -> Listing.sorted("k.name", "k.id", false, position.isPresent());
            case LEAST_USED -> Listing.sorted("u.last_used_at", "u.key_id", true, position.isPresent());
            case LAST_USED -> Listing.sorted("u.last_used_at", "u.key_id", false, position.isPresent());
            case EXPIRY -> Listing.sorted(KeyListingQuery.EXPIRY, "k.id", true, position.isPresent());
            case EXPIRY_DESCENDING -> Listing.sorted(KeyListingQuery.EXPIRY, "k.id", false, position.isPresent());
        };
    }
}
