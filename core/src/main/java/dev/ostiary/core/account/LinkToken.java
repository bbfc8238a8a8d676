package dev.ostiary.core.account;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The secret part of a link that works once, such as an invitation's. Nothing of it is kept but its hash.
///
/// @param secret what stands in the link: 43 characters `0-9A-Za-z`, 256 bits
/// @param hash what is kept
public record LinkToken(Secret secret, Hash hash) {
    private static final int LENGTH = 43;

    /// A new one.
    public static LinkToken generate(Randomness randomness) {
        String text = randomness.base62(LENGTH);
        return new LinkToken(Secret.of(text), Hash.of(text));
    }

    /// A whole link with a token at its end.
    ///
    /// @param before what stands before the token
    public static Secret link(String before, Secret token) {
        return Secret.of(before + token.reveal());
    }

    /// The SHA-256 of a token, in lower-case hexadecimal. A plain hash is enough for 256 random bits.
    public record Hash(String hex) {
        /// The hash of a text that may be a token.
        public static Hash of(String text) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return new Hash(HexFormat.of().formatHex(hash));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JDK has SHA-256", impossible);
            }
        }
    }
}
