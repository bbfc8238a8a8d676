package dev.ostiary.core.idempotency;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name a client gives to one request, to send it again under: 1 to 255 visible characters of ASCII, with quotation
/// marks around it or without, which are part of it.
public record IdempotencyKey(String value) {
    /// The most characters.
    public static final int MAX_LENGTH = 255;

    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1," + MAX_LENGTH + "}");

    public IdempotencyKey {
        if (!VISIBLE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an idempotency key");
        }
    }

    /// The key, if it can be one.
    public static Optional<IdempotencyKey> parse(String text) {
        return VISIBLE.matcher(text).matches() ? Optional.of(new IdempotencyKey(text)) : Optional.empty();
    }
}
