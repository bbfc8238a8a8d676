package dev.ostiary.core.id;

import java.util.Optional;
import java.util.regex.Pattern;

/// A name that stands in URLs: 1 to 63 characters of `a-z`, `0-9` and inner hyphens (a DNS label, RFC 1123). It has no
/// underscore, so it can never be mistaken for an identifier.
public record Slug(String value) implements Comparable<Slug> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public Slug {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a slug");
        }
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<Slug> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new Slug(text)) : Optional.empty();
    }

    @Override
    public int compareTo(Slug other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
