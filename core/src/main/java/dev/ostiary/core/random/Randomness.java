package dev.ostiary.core.random;

import java.security.SecureRandom;
import java.time.Instant;

/// The product's only source of random bits, backed by the platform's CSPRNG. Thread safe.
public final class Randomness {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    /// The largest multiple of 62 that fits a byte: bytes from here up are drawn again, so that no digit is
    /// favoured.
    private static final int UNBIASED = 248;

    private final SecureRandom source;

    public Randomness() {
        this.source = new SecureRandom();
    }

    /// `length` digits of `[0-9A-Za-z]`, each independent and uniform: 5.954 bits apiece.
    public String base62(int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            for (byte drawn : bytes(length + length / 8)) {
                int number = Byte.toUnsignedInt(drawn);
                if (number < UNBIASED && text.length() < length) {
                    text.append(BASE62.charAt(number % 62));
                }
            }
        }
        return text.toString();
    }

    /// 26 characters that sort by time: 48 bits of milliseconds, then 80 random bits, in lower-case Crockford
    /// base32 (the layout of a ULID).
    public String timeOrdered(Instant now) {
        StringBuilder text = new StringBuilder(26);
        long millis = now.toEpochMilli();
        for (int shift = 45; shift >= 0; shift -= 5) {
            text.append(CROCKFORD.charAt((int) (millis >>> shift) & 31));
        }
        for (byte drawn : bytes(16)) {
            text.append(CROCKFORD.charAt(drawn & 31));
        }
        return text.toString();
    }

    /// `count` random bytes.
    public byte[] bytes(int count) {
        byte[] drawn = new byte[count];
        source.nextBytes(drawn);
        return drawn;
    }
}
