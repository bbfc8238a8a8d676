package dev.ostiary.app.echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The beginning of a body, and how long all of it is.
final class EchoBody {
    /// How many bytes are kept.
    static final int KEPT = 64 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long length;

    /// Takes the next part of the body.
    void add(byte[] bytes, int count) {
        kept.write(bytes, 0, Math.min(count, KEPT - kept.size()));
        length += count;
    }

    /// Puts into the answer: `body` as text, or as base64 when it is not UTF-8, which `bodyEncoding` tells;
    /// `bodyBytes`, the whole length; and `bodyTruncated`.
    void describe(ObjectNode echo) {
        byte[] bytes = kept.toByteArray();
        boolean isTruncated = length > bytes.length;
        Optional<String> text = text(bytes, isTruncated);
        echo.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(bytes)))
                .put("bodyEncoding", text.isPresent() ? "utf-8" : "base64")
                .put("bodyBytes", length)
                .put("bodyTruncated", isTruncated);
    }

    /// All of it as text; empty when it is not UTF-8, or too long to have been kept.
    Optional<String> wholeText() {
        byte[] bytes = kept.toByteArray();
        return length > bytes.length ? Optional.empty() : text(bytes, false);
    }

    /// @param isTruncated whether the last character may be cut in two
    private static Optional<String> text(byte[] bytes, boolean isTruncated) {
        CharsetDecoder decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, !isTruncated);
        return result.isError() ? Optional.empty() : Optional.of(text.flip().toString());
    }
}
