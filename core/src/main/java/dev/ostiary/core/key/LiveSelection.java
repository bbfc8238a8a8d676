package dev.ostiary.core.key;

import dev.ostiary.core.id.KeyId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The keys that a filter selects to be revoked.
///
/// @param keys all of them, oldest first
/// @param sample some of them, newest first
/// @param token stands for exactly these keys: who brings it has seen how many they are
public record LiveSelection(List<KeyId> keys, List<ApiKey> sample, String token) {
    static LiveSelection of(List<KeyId> keys, List<ApiKey> sample) {
        return new LiveSelection(keys, sample, token(keys));
    }

    static String token(List<KeyId> keys) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (KeyId key : keys) {
                sha256.update(key.value().getBytes(StandardCharsets.US_ASCII));
            }
            return "sel_" + HexFormat.of().formatHex(sha256.digest(), 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
