package dev.ostiary.gateway;

import dev.ostiary.core.random.Randomness;

/// Names requests: `req_`, 14 random characters for the event loop, and 8 that count. Unique, and not secret. For one
/// thread.
final class RequestIds {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int COUNT_LENGTH = 8;

    private final String prefix;
    private long count;

    RequestIds(Randomness randomness) {
        this.prefix = "req_" + randomness.base62(14);
    }

    String next() {
        long number = count++;
        char[] digits = new char[COUNT_LENGTH];
        for (int i = COUNT_LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) number & 31);
            number >>>= 5;
        }
        return prefix.concat(new String(digits));
    }
}
