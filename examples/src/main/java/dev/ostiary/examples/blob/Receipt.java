package dev.ostiary.examples.blob;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What came through: the count of bytes and the SHA-256 of them in hex.
///
/// As text it is both, with a space between.
public record Receipt(long bytes, String sha256) {

    /// The receipt for what a sender of `bytes` bytes sends.
    public static Receipt expected(long bytes) throws IOException {
        return of(new Content(bytes));
    }

    /// Reads `body` to its end, in constant memory.
    static Receipt of(InputStream body) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[65_536];
        long bytes = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            digest.update(buffer, 0, read);
            bytes += read;
        }
        return new Receipt(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /// @throws IllegalArgumentException when `text` is not what [#toString()] makes
    static Receipt parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("no receipt: " + text);
        }
        return new Receipt(Long.parseLong(text, 0, space, 10), text.substring(space + 1));
    }

    @Override
    public String toString() {
        return bytes + " " + sha256;
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
