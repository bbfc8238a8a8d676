package dev.ostiary.core.credit;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many credits calls of one key cost in some days.
///
/// @param key empty for calls without one
/// @param name what the key is called; empty for one that is not known any more
public record KeySpending(Optional<KeyId> key, Optional<DisplayName> name, long credits) {
    /// Where in a listing, the most first, the next one stands.
    public String cursor() {
        return credits + "-" + key.map(KeyId::value).orElse("");
    }

    /// A place in such a listing.
    ///
    /// @param credits what comes next is no more than this
    /// @param key among equals, what comes next is after this one
    public record Position(long credits, String key) {
        private static final Pattern SHAPE = Pattern.compile("([0-9]{1,18})-(.{0,64})");
        private static final Position FIRST = new Position(Long.MAX_VALUE, "");

        /// Reads what [KeySpending#cursor] wrote; the first place for anything else.
        public static Position parse(Optional<String> cursor) {
            Matcher matcher = SHAPE.matcher(cursor.orElse(""));
            return matcher.matches() ? new Position(Long.parseLong(matcher.group(1)), matcher.group(2)) : FIRST;
        }
    }
}
