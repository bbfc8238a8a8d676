package dev.ostiary.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ostiary.core.random.Randomness;

/// Names requests: `req_`, 14 random characters for the event loop, and 8 that count. Unique, and not secret. For one
/// thread.
final class RequestIds {
    private static final byte[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".getBytes(ISO_8859_1);
    private static final int COUNT_LENGTH = 8;

    private final byte[] latest;
    private long count;

    RequestIds(Randomness randomness) {
        this.latest = ("req_" + randomness.base62(14) + "0".repeat(COUNT_LENGTH)).getBytes(ISO_8859_1);
    }

    String next() {
        long number = count++;
        for (int i = latest.length - 1; i >= latest.length - COUNT_LENGTH; i--) {
            latest[i] = DIGITS[(int) number & 31];
            number >>>= 5;
        }
        return new String(latest, ISO_8859_1);
    }
}
