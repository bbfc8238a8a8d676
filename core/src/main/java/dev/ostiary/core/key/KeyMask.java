package dev.ostiary.core.key;

/// What may be shown of a secret for good. Always the same number of dots, so that length does not show.
public final class KeyMask {
    private static final String DOTS = "••••••••";
    /// At least this many characters stay hidden, or all do.
    private static final int MIN_HIDDEN = 8;

    private KeyMask() {}

    /// An agent key: the type prefix, then the first and last four characters of the rest.
    public static String ofAgentKey(String key) {
        String prefix = KeyType.ofPrefix(key).map(KeyType::prefix).orElse("");
        return prefix + mask(key.substring(prefix.length()), 4);
    }

    /// A provider's key: the first and last three characters.
    public static String ofProviderKey(String key) {
        return mask(key, 3);
    }

    private static String mask(String text, int shown) {
        if (text.length() < 2 * shown + MIN_HIDDEN) {
            return DOTS;
        }
        return text.substring(0, shown) + DOTS + text.substring(text.length() - shown);
    }
}
