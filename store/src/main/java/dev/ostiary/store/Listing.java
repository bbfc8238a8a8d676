package dev.ostiary.store;

import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/// Reads pages of rows whose identifiers sort by age. A query that is listed ends in [#PAGE], so that a page costs
/// the same wherever in the listing it is.
final class Listing {
    /// What makes a page of a query that has a condition already.
    static final String PAGE = " AND id < :cursor ORDER BY id DESC LIMIT :limit";

    /// Sorts after every identifier.
    static final String END = "~";

    private Listing() {}

    static <T> Page<T> page(Query query, PageRequest request, RowMapper<T> mapper, Function<T, String> id) {
        query.bind("cursor", request.cursor().map(Listing::position).orElse(END))
                .bind("limit", request.limit() + 1);
        return Page.of(query.map(mapper).list(), request, id);
    }

    /// What makes a page in the order of a value and then of age. When it does not begin with the first row,
    /// `:position` is the value of the last one seen and `:cursor` its identifier; the first of the two
    /// conditions is what an index is entered by.
    static String sorted(String value, String id, boolean isRising, boolean isContinued) {
        String sign = isRising ? ">" : "<";
        String direction = isRising ? "" : " DESC";
        String behind = isContinued
                ? " AND " + value + " " + sign + "= :position AND (" + value + " " + sign + " :position OR " + id + " "
                        + sign + " :cursor)"
                : "";
        return behind + " ORDER BY " + value + direction + ", " + id + direction + " LIMIT :limit";
    }

    /// The same place among identifiers, without the characters that not every database takes (NUL, halves of
    /// surrogate pairs):
    /// no identifier holds a character outside `0-9a-z_`, so what is below or above these may be replaced by what
    /// is.
    static String position(String cursor) {
        StringBuilder position = new StringBuilder(cursor.length());
        for (int i = 0; i < cursor.length(); i++) {
            char character = cursor.charAt(i);
            position.append(character < ' ' ? ' ' : character > '~' ? '~' : character);
        }
        return position.toString();
    }
}
