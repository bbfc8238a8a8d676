package dev.ostiary.core.audit;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a chained event is bound by: the SHA-256 digest of its encoding.
///
/// @param hex in lower-case hexadecimal digits, 64 of them unless somebody has tampered with a store
public record AuditHash(String hex) {
    /// What stands in the place of the hash before the first event.
    public static final AuditHash NONE = new AuditHash("0".repeat(64));

    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    /// The hash of those bytes.
    public static AuditHash of(byte[] digest) {
        return new AuditHash(HexFormat.of().formatHex(digest));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<AuditHash> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new AuditHash(text)) : Optional.empty();
    }

    /// As bytes.
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
