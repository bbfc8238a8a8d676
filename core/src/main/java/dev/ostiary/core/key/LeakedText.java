package dev.ostiary.core.key;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what may be a key, or tell of one, out of a text that somebody found.
final class LeakedText {
    private static final Pattern HASH = Pattern.compile("(?i)(?:sha-?256[:=-])?([0-9a-f]{64})");
    private static final Pattern BASE64 = Pattern.compile("(?:(?i:sha-?256)[:=-])?([A-Za-z0-9+/_-]{43})=?");
    private static final Pattern PUBLIC_ID = Pattern.compile("pk_ost_[0-9A-Za-z]{28}");

    private LeakedText() {}

    /// The whole text when it may be a key, and every issued secret in it.
    static List<String> secrets(String text) {
        List<String> secrets = new ArrayList<>();
        if (KeyFormat.mayOpenGateway(text) && KeyMask.meant(text).isEmpty()) {
            secrets.add(text);
        }
        secrets.addAll(KeyFormat.issuedSecrets(text));
        return secrets;
    }

    /// The SHA-256 that the text may be.
    static List<byte[]> hashes(String text) {
        List<byte[]> hashes = new ArrayList<>();
        Matcher hex = HASH.matcher(text);
        if (hex.matches()) {
            hashes.add(HexFormat.of().parseHex(hex.group(1)));
        }
        Matcher base64 = BASE64.matcher(text);
        if (base64.matches()) {
            String plain = base64.group(1).replace('-', '+').replace('_', '/');
            try {
                hashes.add(Base64.getDecoder().decode(plain + "="));
            } catch (IllegalArgumentException notBase64) {
                // Its last character holds bits that no 32 bytes have: a key, not a hash.
                return hashes;
            }
        }
        return hashes;
    }

    /// Every issued public id in it.
    static List<String> publicIds(String text) {
        return PUBLIC_ID
                .matcher(text)
                .results()
                .map(found -> found.group())
                .filter(id -> KeyFormat.isIssued(id, KeyType.PUBLIC))
                .distinct()
                .toList();
    }
}
