package dev.ostiary.control.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The form in which places in lists are handed out, with a checksum, so that what no page gave out is told apart from
/// a place behind the end. It keeps nobody out: whoever makes one sees what they may see anyway.
final class CursorText {
    /// An identifier, or a position in base64url; then eight digits of CRC-32.
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{1,800})\\.([0-9a-f]{8})");

    private CursorText() {}

    static String of(String place) {
        return place + "." + checksum(place);
    }

    /// The place; empty when no page gave that text out.
    static Optional<String> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && form.group(2).equals(checksum(form.group(1)))
                ? Optional.of(form.group(1))
                : Optional.empty();
    }

    private static String checksum(String place) {
        CRC32 crc = new CRC32();
        crc.update(("cursor " + place).getBytes(UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
