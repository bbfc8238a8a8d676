package dev.ostiary.store;

import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/// Lists rows that have an `id` and [Terms], by what they are called. A cursor is the identifier of the last row
/// seen; where that stands among names is looked up.
///
/// @param select the query for all rows that may be listed; more conditions may follow
/// @param values what it names
/// @param id the identifier of a row, by which rows sort by age
record NamedRows<T>(String select, Map<String, ?> values, RowMapper<T> mapper, Function<T, String> id) {
    Page<T> page(Database database, NamedListing listing) {
        return database.read(handle -> page(handle, database.dialect(), listing));
    }

    private Page<T> page(Handle handle, Dialect dialect, NamedListing listing) {
        Optional<String> cursor = listing.page().cursor().map(Listing::position);
        boolean isByName = switch (listing.sort()) {
            case NEWEST, OLDEST -> false;
            case NAME, NAME_DESCENDING -> true;
        };
        Optional<String> position = isByName ? cursor.flatMap(last -> position(handle, last)) : Optional.empty();
        if (isByName && cursor.isPresent() && position.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        List<String> words = listing.search().map(search -> search.words()).orElse(List.of());
        StringBuilder sql = new StringBuilder(select);
        for (int i = 0; i < words.size(); i++) {
            sql.append("AND ").append(dialect.contains("terms", "word" + i)).append('\n');
        }
        Query query = handle.createQuery(sql + order(listing, cursor.isPresent()))
                .bindMap(values)
                .bind("limit", listing.page().limit() + 1);
        for (int i = 0; i < words.size(); i++) {
            query.bind("word" + i, Terms.beginning(words.get(i)));
        }
        cursor.ifPresent(last -> query.bind("cursor", last));
        position.ifPresent(terms -> query.bind("position", terms));
        return Page.of(query.map(mapper).list(), listing.page(), id);
    }

    private Optional<String> position(Handle handle, String cursor) {
        return handle.createQuery(select + "AND id = :cursor")
                .bindMap(values)
                .bind("cursor", cursor)
                .map((row, _) -> row.getString("terms"))
                .findOne();
    }

    private static String order(NamedListing listing, boolean isContinued) {
        return switch (listing.sort()) {
            case NEWEST -> (isContinued ? "AND id < :cursor " : "") + "ORDER BY id DESC LIMIT :limit";
            case OLDEST -> (isContinued ? "AND id > :cursor " : "") + "ORDER BY id LIMIT :limit";
            case NAME -> Listing.sorted("terms", "id", true, isContinued);
            case NAME_DESCENDING -> Listing.sorted("terms", "id", false, isContinued);
        };
    }
}
