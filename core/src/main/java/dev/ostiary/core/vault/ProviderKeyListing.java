package dev.ostiary.core.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.id.ProviderKeyId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.RefusedException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which provider keys are listed, in which order, and from where.
///
/// @param search what names must contain, letter case aside; empty for all
/// @param after the position that the page begins behind; empty for the first page
public record ProviderKeyListing(
        Optional<String> search, ProviderKeySort sort, boolean isDescending, int limit, Optional<Position> after) {
    private static final int MAX_NUMBER = 19;

    public ProviderKeyListing {
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + PageRequest.MAX_LIMIT);
        }
    }

    /// Where in a listing a key stands. It stays a position when the key is gone or was changed.
    ///
    /// @param value what the key is sorted by, as [ProviderKeySort] writes it
    public record Position(String value, ProviderKeyId id) {}

    /// Everything, newest first.
    public static ProviderKeyListing newestFirst(int limit) {
        return new ProviderKeyListing(Optional.empty(), ProviderKeySort.CREATED, true, limit, Optional.empty());
    }

    /// A listing that begins where a page before ended.
    ///
    /// @throws RefusedException `request.invalid` for a cursor that no page of that order gave out
    public static ProviderKeyListing of(
            Optional<String> search, ProviderKeySort sort, boolean isDescending, PageRequest page) {
        Optional<Position> after = page.cursor()
                .map(cursor -> position(sort, cursor)
                        .orElseThrow(() -> RefusedException.field(
                                "cursor", "give the nextCursor of the page before, with the same sort")));
        return new ProviderKeyListing(search.map(ProviderKeyListing::folded), sort, isDescending, page.limit(), after);
    }

    /// A name as it is searched and sorted by.
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// Makes a page of rows that were read with one more than the limit.
    public Page<ProviderKey> page(List<ProviderKey> read) {
        return Page.of(read, new PageRequest(limit, Optional.empty()), this::cursor);
    }

    private String cursor(ProviderKey key) {
        String position = sort.mark() + key.id().value() + sort.value(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
    }

    private static Optional<Position> position(ProviderKeySort sort, String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            int end = 1 + ProviderKeyId.PREFIX.length() + 26;
            if (text.length() <= end || text.charAt(0) != sort.mark()) {
                return Optional.empty();
            }
            String value = text.substring(end);
            return isValue(sort, value)
                    ? ProviderKeyId.parse(text.substring(1, end)).map(id -> new Position(value, id))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// What is no name and no number would be the database's to refuse.
    private static boolean isValue(ProviderKeySort sort, String value) {
        return sort == ProviderKeySort.NAME
                ? value.indexOf('\0') < 0
                : value.length() < MAX_NUMBER && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
