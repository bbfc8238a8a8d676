package dev.ostiary.core.key;

import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.secret.Secret;
import java.util.Optional;

/// A key that was made elsewhere.
public record KeyToImport(
        DisplayName name,
        Optional<Description> description,
        KeyBinding binding,
        Labels labels,
        KeyRestrictions restrictions,
        Expiry expiry,
        Material material) {
    /// What is known of the key itself.
    public sealed interface Material {
        /// The key, one that [KeyFormat#mayOpenGateway] takes.
        record Whole(Secret key) implements Material {
            public Whole {
                if (!KeyFormat.mayOpenGateway(key.reveal())) {
                    throw new IllegalArgumentException("not a key that opens anything");
                }
            }
        }

        /// Its SHA-256 alone.
        ///
        /// @param mask what people see in its place
        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        record Sha256(byte[] hash, String mask) implements Material {
            public Sha256 {
                hash = hash.clone();
                if (hash.length != KeyDigest.LENGTH || !KeyMask.isMask(mask)) {
                    throw new IllegalArgumentException("not a SHA-256 with a mask");
                }
            }

            @Override
            public byte[] hash() {
                return hash.clone();
            }
        }
    }

    /// Reads a SHA-256 in hexadecimal or Base64; empty when the text is not one.
    public static Optional<byte[]> hash(String text) {
        return LeakedText.hashes(text).stream().findFirst();
    }

    /// What is to be kept of it.
    StoredSecret stored(KeyDigester digester) {
        return switch (material) {
            case Material.Whole(Secret key) ->
                new StoredSecret(
                        digester.digest(key.reveal()), digester.pepperNumber(), KeyMask.ofAgentKey(key.reveal()));
            case Material.Sha256 known ->
                new StoredSecret(digester.digestOfSha256(known.hash), digester.pepperNumber(), known.mask);
        };
    }
}
