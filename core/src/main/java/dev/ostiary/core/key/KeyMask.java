package dev.ostiary.core.key;

import java.util.regex.Pattern;

/// What may be shown of a secret for good. Always the same number of dots, so that length does not show.
public final class KeyMask {
    /// Stands for what is hidden.
    static final String DOTS = "••••••••";

    private static final int MAX_LENGTH = 32;
    private static final Pattern MASK =
            Pattern.compile("((sk_ost_|tk_ost_)?[!-~]{4}" + DOTS + "[!-~]{4}|" + DOTS + ")");
    /// So many characters of either end of an agent key are shown.
    static final int SHOWN = 4;

    /// At least this many characters stay hidden, or all do.
    private static final int MIN_HIDDEN = 8;

    private KeyMask() {}

    /// An agent key: the type prefix, then the first and last four characters of the rest.
    public static String ofAgentKey(String key) {
        String prefix = KeyType.ofPrefix(key).map(KeyType::prefix).orElse("");
        return prefix + mask(key.substring(prefix.length()), SHOWN);
    }

    /// A provider's key: the first and last three characters.
    public static String ofProviderKey(String key) {
        return mask(key, 3);
    }

    /// The mask of a key of which nothing may be shown.
    public static String ofUnknown() {
        return DOTS;
    }

    /// Whether the text is a mask as [#ofAgentKey] makes them.
    public static boolean isMask(String text) {
        return text.length() <= MAX_LENGTH && MASK.matcher(text).matches();
    }

    private static String mask(String text, int shown) {
        if (text.length() < 2 * shown + MIN_HIDDEN) {
            return DOTS;
        }
        return text.substring(0, shown) + DOTS + text.substring(text.length() - shown);
    }
}
