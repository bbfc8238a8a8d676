package dev.ostiary.core.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what may be a key, or tell of one, out of a text that somebody found: a key alone, a line of a log, a piece
/// of a key.
final class LeakedText {
    private static final Pattern HASH = Pattern.compile("(?i)(?:sha-?256[:=-])?([0-9a-f]{64})");
    private static final Pattern BASE64 = Pattern.compile("(?:(?i:sha-?256)[:=-])?([A-Za-z0-9+/_-]{43})=?");
    private static final Pattern PUBLIC_ID = Pattern.compile("pk_ost_[0-9A-Za-z]{28}");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern AROUND = Pattern.compile("[\\s\"'`<>(){}\\[\\],;&?|\\\\]+");
    /// More than a line has that is worth looking through.
    private static final int MOST_PIECES = 200;

    private static final int HEX_LENGTH = 64;

    private final String text;
    private final List<String> pieces;

    LeakedText(String text) {
        this.text = text.strip();
        this.pieces = pieces(this.text);
    }

    /// The whole text first; then what stands between spaces, between other signs too, and behind the first `=` or
    /// `:`.
    private static List<String> pieces(String text) {
        Set<String> pieces = new LinkedHashSet<>();
        pieces.add(text);
        Stream.concat(Arrays.stream(SPACE.split(text)), Arrays.stream(AROUND.split(text)))
                .flatMap(piece -> Stream.of(piece, behind(piece, '='), behind(piece, ':')))
                .filter(piece -> !piece.isEmpty())
                .limit(MOST_PIECES)
                .forEach(pieces::add);
        return List.copyOf(pieces);
    }

    private static String behind(String piece, char sign) {
        return piece.substring(piece.indexOf(sign) + 1);
    }

    /// Whether it is one word: a line has words that are pieces of no key.
    boolean isOneWord() {
        return !SPACE.matcher(text).find();
    }

    String text() {
        return text;
    }

    List<String> pieces() {
        return pieces;
    }

    /// Every piece that may be a whole key, and every issued secret.
    Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>(KeyFormat.issuedSecrets(text));
        pieces.stream()
                .filter(KeyFormat::mayOpenGateway)
                .filter(piece -> !KeyFragment.of(piece).isGapped())
                .forEach(secrets::add);
        return secrets;
    }

    /// Every SHA-256 that a piece may be.
    List<byte[]> hashes() {
        return pieces.stream().flatMap(piece -> hashes(piece).stream()).toList();
    }

    /// The SHA-256 that the text may be.
    static List<byte[]> hashes(String text) {
        if (text.length() == HEX_LENGTH && text.chars().allMatch(HexFormat::isHexDigit)) {
            // As nearly all of them are: an import has a million.
            return List.of(HexFormat.of().parseHex(text));
        }
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
    List<String> publicIds() {
        return PUBLIC_ID
                .matcher(text)
                .results()
                .map(found -> found.group())
                .filter(id -> KeyFormat.isIssued(id, KeyType.PUBLIC))
                .distinct()
                .toList();
    }

    /// What the pieces tell of a key's ends: those with a gap or with a prefix of ours, and the text itself when it
    /// is one word and no whole key.
    List<KeyFragment> fragments() {
        return pieces.stream()
                .map(KeyFragment::of)
                .filter(fragment -> fragment.isGapped() || fragment.hasPrefix() || isBareWord(fragment))
                .distinct()
                .toList();
    }

    private boolean isBareWord(KeyFragment fragment) {
        return isOneWord() && fragment.text().equals(text);
    }
}
