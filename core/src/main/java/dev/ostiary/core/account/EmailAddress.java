package dev.ostiary.core.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address that mail is sent to, in lower case: what people write of the dot-atom form of RFC 5322, ASCII only, so
/// that no two that look alike differ; at most 254 characters, 64 of them before the `@`.
public record EmailAddress(String value) {
    /// The most characters it may have (RFC 5321, less the angle brackets of a path).
    public static final int MAX_LENGTH = 254;

    private static final Pattern SHAPE =
            Pattern.compile("(?=.{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public EmailAddress {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an email address in lower case");
        }
    }

    /// Reads one from outside input, trimmed and in lower case; empty when the text is not one.
    public static Optional<EmailAddress> parse(String text) {
        String address = text.strip().toLowerCase(Locale.ROOT);
        return isValid(address) ? Optional.of(new EmailAddress(address)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
