package dev.ostiary.core.key;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What may be shown of a secret for good. Always the same number of dots, so that length does not show.
public final class KeyMask {
    private static final String DOTS = "••••••••";

    private static final int MAX_LENGTH = 32;
    private static final Pattern MASK =
            Pattern.compile("((sk_ost_|tk_ost_)?[!-~]{4}" + DOTS + "[!-~]{4}|" + DOTS + ")");
    private static final Pattern MEANT =
            Pattern.compile("(sk_ost_|tk_ost_)?([!-~]{4})(?:[•…*]+|\\.{2,}|[xX]{4,})([!-~]{4})");
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

    /// The mask of a key of which nothing may be shown.
    public static String ofUnknown() {
        return DOTS;
    }

    /// Whether the text is a mask as [#ofAgentKey] makes them.
    public static boolean isMask(String text) {
        return text.length() <= MAX_LENGTH && MASK.matcher(text).matches();
    }

    /// The masks that a person may mean who gives the first and the last four characters of a key, with its prefix
    /// or without, and anything that stands for the rest between them; none when the text is not of that form.
    public static Set<String> meant(String text) {
        Matcher parts = MEANT.matcher(text);
        if (!parts.matches()) {
            return Set.of();
        }
        String shown = parts.group(2) + DOTS + parts.group(3);
        return parts.group(1) != null
                ? Set.of(parts.group(1) + shown)
                : Set.of(shown, KeyType.SECRET.prefix() + shown, KeyType.TEST.prefix() + shown);
    }

    private static String mask(String text, int shown) {
        if (text.length() < 2 * shown + MIN_HIDDEN) {
            return DOTS;
        }
        return text.substring(0, shown) + DOTS + text.substring(text.length() - shown);
    }
}
