package dev.ostiary.core.secret;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/// A text that must not be seen: prints as dots, compares in constant time, opens only by [#reveal()].
public final class Secret {
    private static final String DOTS = "••••••••";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /// The text itself. Every call of this is a place to review: an architecture test lists who may.
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    /// The text as it is. Every encoding would turn lone surrogates into the same question mark.
    private byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * value.length());
        bytes.asCharBuffer().put(value);
        return bytes.array();
    }

    /// The same for all secrets: a hash would tell something of the value.
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return DOTS;
    }
}
