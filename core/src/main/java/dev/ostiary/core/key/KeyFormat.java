package dev.ostiary.core.key;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import java.util.Optional;

/// What keys look like. An issued key is its type's prefix, random base62 characters, and a checksum of both; a key
/// brought from elsewhere is any 16 to 512 visible ASCII characters.
public final class KeyFormat {
    /// The shortest and longest key that is looked at.
    public static final int MIN_LENGTH = 16;

    public static final int MAX_LENGTH = 512;

    private KeyFormat() {}

    /// A new secret of that type.
    public static Secret generate(KeyType type, Randomness randomness) {
        return Secret.of(generateText(type, randomness));
    }

    /// A new public id.
    public static String generatePublicId(Randomness randomness) {
        return generateText(KeyType.PUBLIC, randomness);
    }

    private static String generateText(KeyType type, Randomness randomness) {
        String text = type.prefix() + randomness.base62(type.randomLength());
        return text + KeyChecksum.of(text);
    }

    /// Whether the text could be a key at all: if it bears a prefix of ours, then length, alphabet and checksum
    /// must be right too. Costs no hash and no look-up.
    public static boolean isWellFormed(String text) {
        if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH || !isVisibleAscii(text)) {
            return false;
        }
        Optional<KeyType> type = KeyType.ofPrefix(text);
        return type.isEmpty() || isIssued(text, type.get());
    }

    /// Whether the text is a well-formed key of that type.
    public static boolean isIssued(String text, KeyType type) {
        return text.length() == type.length()
                && text.startsWith(type.prefix())
                && isBase62(text, type.prefix().length())
                && KeyChecksum.matches(text);
    }

    /// Whether the text bears the prefix of any issued type, well-formed or not.
    public static boolean hasIssuedPrefix(String text) {
        return KeyType.ofPrefix(text).isPresent();
    }

    /// Whether the text may open a door of the gateway: well-formed, and of no type that is meant for another
    /// door.
    public static boolean mayOpenGateway(String text) {
        return isWellFormed(text)
                && !text.startsWith(KeyType.MANAGEMENT.prefix())
                && !text.startsWith(KeyType.PUBLIC.prefix());
    }

    private static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < 0x21 || character > 0x7E) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase62(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!digit) {
                return false;
            }
        }
        return true;
    }
}
