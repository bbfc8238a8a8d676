package dev.ostiary.core.vault;

import dev.ostiary.core.key.KeyMask;
import dev.ostiary.core.secret.Secret;
import java.util.Optional;

/// The credential itself: 1 to 4096 characters of printable ASCII, without spaces around it, so that it fits a header
/// field. Never a mask: what is shown in place of a value cannot be made into one.
public record ProviderKeyValue(Secret secret) {
    /// What to write instead of something that is none.
    public static final String REMEDY = "give the key itself, 1 to 4096 printable ASCII characters without spaces"
            + " around it; a mask such as abc••••••••xyz is not the key: leave the field out to keep what is stored";

    private static final int MAX_LENGTH = 4096;
    /// No provider's key has these, every mask of somebody else's has.
    private static final String STARS = "****";

    public ProviderKeyValue {
        if (!isValid(secret.reveal())) {
            throw new IllegalArgumentException("not the value of a provider key");
        }
    }

    /// Reads one from outside input; empty when it is none, or a mask.
    public static Optional<ProviderKeyValue> parse(String text) {
        return of(Secret.of(text));
    }

    /// The value that a secret is; empty when it is none, or a mask.
    public static Optional<ProviderKeyValue> of(Secret secret) {
        return isValid(secret.reveal()) ? Optional.of(new ProviderKeyValue(secret)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.charAt(0) != ' '
                && text.charAt(text.length() - 1) != ' '
                && text.chars().allMatch(character -> character >= ' ' && character <= '~')
                && !text.contains(STARS);
    }

    /// What may be shown of it for good: the first and last three characters (S3.8).
    public String mask() {
        return KeyMask.ofProviderKey(secret.reveal());
    }
}
