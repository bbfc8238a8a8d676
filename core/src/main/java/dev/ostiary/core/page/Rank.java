package dev.ostiary.core.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a listing that has the greatest amount first, and equals by name.
///
/// @param amount what comes next is no more than this
/// @param name among equals, what comes next is after this one
public record Rank(long amount, String name) {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,18})-(.{0,400})");
    private static final Rank FIRST = new Rank(Long.MAX_VALUE, "");

    /// As a cursor.
    public String cursor() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((amount + "-" + name).getBytes(UTF_8));
    }

    /// Reads what [#cursor] wrote; the first place for anything else.
    public static Rank parse(Optional<String> cursor) {
        return cursor.map(Rank::decoded)
                .map(SHAPE::matcher)
                .filter(Matcher::matches)
                .map(parts -> new Rank(Long.parseLong(parts.group(1)), parts.group(2)))
                .orElse(FIRST);
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /// Whether something so great and so named comes after this place.
    public boolean isBefore(long otherAmount, String otherName) {
        return otherAmount < amount || otherAmount == amount && otherName.compareTo(name) > 0;
    }
}
