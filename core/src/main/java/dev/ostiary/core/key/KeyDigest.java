package dev.ostiary.core.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What is stored of a key and looked up by: the 32 bytes of `HMAC-SHA-256(pepper, SHA-256(key))`, as four big-endian
/// longs. Equality takes the same time whatever differs.
public record KeyDigest(long first, long second, long third, long fourth) {
    /// Length in bytes.
    public static final int LENGTH = 32;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /// Reads 32 bytes.
    public static KeyDigest of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a key digest has " + LENGTH + " bytes");
        }
        return new KeyDigest(word(bytes, 0), word(bytes, 8), word(bytes, 16), word(bytes, 24));
    }

    private static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /// The 32 bytes.
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyDigest digest
                && ((first ^ digest.first)
                                | (second ^ digest.second)
                                | (third ^ digest.third)
                                | (fourth ^ digest.fourth))
                        == 0;
    }

    /// The digest is uniform under a secret pepper, so any part of it is a good hash that nobody can steer.
    @Override
    public int hashCode() {
        return (int) first;
    }
}
