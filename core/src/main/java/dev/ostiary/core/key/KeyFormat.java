package dev.ostiary.core.key;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What keys look like. An issued key is its type's prefix, random base62 characters, and a checksum of both; a key
/// brought from elsewhere is any 16 to 512 visible ASCII characters.
public final class KeyFormat {
    /// The shortest and longest key that is looked at.
    public static final int MIN_LENGTH = 16;

    public static final int MAX_LENGTH = 512;

    /// The length of the shortest key that is issued.
    public static final int SHORTEST_ISSUED = KeyType.PUBLIC.length();

    /// What every key of ours has behind its first letter.
    private static final String MARK = "k_ost_";

    private static final KeyType[] SECRETS = {KeyType.SECRET, KeyType.TEST, KeyType.MANAGEMENT};

    private static final KeyType[] ALL = KeyType.values();

    /// How many random characters public ids that begin alike have in common; those behind them are enough.
    private static final int ALIKE = 3;

    private static final byte VISIBLE = 1;
    private static final byte BASE62 = 2;
    /// What each byte is.
    private static final byte[] PROPERTIES = properties();

    private static final byte[] NOTHING = {};

    private KeyFormat() {}

    /// A new secret of that type.
    public static Secret generate(KeyType type, Randomness randomness) {
        return Secret.of(generateText(type, randomness));
    }

    /// A new public id.
    public static String generatePublicId(Randomness randomness) {
        return generateText(KeyType.PUBLIC, randomness);
    }

    /// New public ids that begin alike, so that they lie close in an index.
    static Supplier<String> publicIdsAlike(Randomness randomness) {
        String begin = randomness.base62(ALIKE);
        return () -> publicId(begin + randomness.base62(KeyType.PUBLIC.randomLength() - ALIKE));
    }

    /// The public id of those random characters.
    public static String publicId(String random) {
        String text = KeyType.PUBLIC.prefix() + random;
        return text + KeyChecksum.of(text);
    }

    private static String generateText(KeyType type, Randomness randomness) {
        String text = type.prefix() + randomness.base62(type.randomLength());
        return text + KeyChecksum.of(text);
    }

    /// Whether the text could be a key at all: if it bears a prefix of ours, then length, alphabet and checksum
    /// must be right too. Costs no hash and no look-up.
    public static boolean isWellFormed(String text) {
        return isWellFormed(ascii(text));
    }

    /// The same of a text in ASCII.
    public static boolean isWellFormed(byte[] text) {
        KeyType type = KeyType.ofPrefix(text, 0, text.length);
        return type == null ? mayBeForeign(text) : isIssuedBehindPrefix(text, 0, text.length, type);
    }

    private static boolean mayBeForeign(byte[] text) {
        return text.length >= MIN_LENGTH && text.length <= MAX_LENGTH && areAll(text, 0, text.length, VISIBLE);
    }

    /// Whether the text is a well-formed key of that type.
    public static boolean isIssued(String text, KeyType type) {
        return text.length() == type.length() && isIssued(ascii(text), type);
    }

    /// The same of a text in ASCII.
    public static boolean isIssued(byte[] text, KeyType type) {
        return isIssued(text, 0, text.length, type);
    }

    /// The same of a part of a text in ASCII.
    public static boolean isIssued(byte[] text, int start, int length, KeyType type) {
        return type.isPrefixOf(text, start, length) && isIssuedBehindPrefix(text, start, length, type);
    }

    private static boolean isIssuedBehindPrefix(byte[] text, int start, int length, KeyType type) {
        return length == type.length()
                && areAll(text, start + type.prefix().length(), start + length, BASE62)
                && KeyChecksum.matches(text, start, length);
    }

    /// Every whole issued secret, of whatever type, that is anywhere in the text.
    public static List<String> issuedSecrets(String text) {
        List<String> secrets = new ArrayList<>();
        for (int at = text.indexOf(MARK, 1); at >= 0; at = text.indexOf(MARK, at + 1)) {
            int length = issuedSecretLengthAt(text, at - 1);
            if (length > 0) {
                secrets.add(text.substring(at - 1, at - 1 + length));
            }
        }
        return secrets;
    }

    /// The length of the whole issued secret, of whatever type, that begins at `start`; 0 when none does.
    public static int issuedSecretLengthAt(String text, int start) {
        return issuedLengthAt(text, start, SECRETS);
    }

    /// Whether a whole issued key, of whatever type, begins at `start`: a secret or a public id.
    public static boolean isIssuedAt(String text, int start) {
        return issuedLengthAt(text, start, ALL) > 0;
    }

    private static int issuedLengthAt(String text, int start, KeyType[] types) {
        for (KeyType type : types) {
            int end = start + type.length();
            if (end <= text.length()
                    && text.startsWith(type.prefix(), start)
                    && isIssued(text.substring(start, end), type)) {
                return type.length();
            }
        }
        return 0;
    }

    /// Whether the text bears the prefix of any issued type, well-formed or not.
    public static boolean hasIssuedPrefix(String text) {
        return KeyType.ofPrefix(text).isPresent();
    }

    /// Whether the text may open a door of the gateway: well-formed, and of no type that is meant for another
    /// door.
    public static boolean mayOpenGateway(String text) {
        return mayOpenGateway(ascii(text));
    }

    /// The same of a text in ASCII.
    public static boolean mayOpenGateway(byte[] text) {
        KeyType type = KeyType.ofPrefix(text, 0, text.length);
        if (type == null) {
            return mayBeForeign(text);
        }
        return switch (type) {
            case SECRET, TEST -> isIssuedBehindPrefix(text, 0, text.length, type);
            case PUBLIC, MANAGEMENT -> false;
        };
    }

    /// The text in ASCII. Empty when it is not ASCII, or too long to be a key: no other character may pass for one,
    /// as some do where an encoder puts a question mark for what it cannot encode.
    public static byte[] ascii(String text) {
        int length = text.length();
        if (length > MAX_LENGTH) {
            return NOTHING;
        }
        byte[] ascii = new byte[length];
        int all = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            all |= c;
            ascii[i] = (byte) c;
        }
        return all < 0x80 ? ascii : NOTHING;
    }

    private static boolean areAll(byte[] text, int from, int to, byte property) {
        int all = property;
        for (int i = from; i < to; i++) {
            all &= PROPERTIES[text[i] & 0xFF];
        }
        return all != 0;
    }

    private static byte[] properties() {
        byte[] properties = new byte[256];
        for (char c = 0x21; c <= 0x7E; c++) {
            boolean isBase62 = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            properties[c] = isBase62 ? VISIBLE | BASE62 : VISIBLE;
        }
        return properties;
    }
}
