package dev.ostiary.core.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The kinds of key the product issues, told apart by their prefix. They are never interchangeable: each door takes
/// its own.
public enum KeyType {
    /// The public id of an API key: shown whole, no secret.
    PUBLIC("pk_ost_", 22),
    /// The secret of an API key.
    SECRET("sk_ost_", 43),
    /// A short-lived key of the console's test page.
    TEST("tk_ost_", 43),
    /// A management key, for automation at the REST API.
    MANAGEMENT("mk_ost_", 43);

    private final String prefix;
    private final byte[] prefixBytes;
    private final int randomLength;

    KeyType(String prefix, int randomLength) {
        this.prefix = prefix;
        this.prefixBytes = prefix.getBytes(US_ASCII);
        this.randomLength = randomLength;
    }

    /// What every key of this type begins with.
    public String prefix() {
        return prefix;
    }

    /// How many random base62 characters follow the prefix: 43 make 256 bits (`43 · log2 62 = 256.03`).
    int randomLength() {
        return randomLength;
    }

    /// The length of a whole key of this type, checksum included.
    int length() {
        return prefix.length() + randomLength + KeyChecksum.LENGTH;
    }

    /// The type whose prefix that part of a text begins with; null when it is none.
    static @Nullable KeyType ofPrefix(byte[] ascii, int start, int length) {
        for (KeyType type : VALUES) {
            if (type.isPrefixOf(ascii, start, length)) {
                return type;
            }
        }
        return null;
    }

    /// Whether that part of a text begins with this type's prefix.
    boolean isPrefixOf(byte[] ascii, int start, int length) {
        int prefixLength = prefixBytes.length;
        return length >= prefixLength
                && ascii[start] == prefixBytes[0]
                && Arrays.equals(prefixBytes, 0, prefixLength, ascii, start, start + prefixLength);
    }

    /// The type whose prefix the text begins with.
    static Optional<KeyType> ofPrefix(String text) {
        for (KeyType type : VALUES) {
            if (text.startsWith(type.prefix)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static final KeyType[] VALUES = values();
}
