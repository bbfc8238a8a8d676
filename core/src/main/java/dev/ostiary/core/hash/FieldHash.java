package dev.ostiary.core.hash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SortedMap;

/// The SHA-256 of several fields, each with its length before it, so that no two sequences of fields are hashed alike.
/// Used once, by one thread.
public final class FieldHash {
    private final MessageDigest digest = sha256();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// Adds a field.
    public FieldHash add(byte[] field) {
        digest.update((field.length + ":").getBytes(US_ASCII));
        digest.update(field);
        return this;
    }

    /// Adds a field, in UTF-8.
    public FieldHash add(String field) {
        return add(field.getBytes(UTF_8));
    }

    /// Adds how many names there are, and each with its value.
    public FieldHash add(SortedMap<String, String> values) {
        add(Integer.toString(values.size()));
        values.forEach((name, value) -> add(name).add(value));
        return this;
    }

    /// The 32 bytes, after which nothing can be added.
    public byte[] bytes() {
        return digest.digest();
    }
}
