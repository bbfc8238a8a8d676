package dev.ostiary.core.secret;

/// The key of the HMAC under which API keys are stored: 32 bytes, numbered so that rows name the one they were made
/// with. It lives outside the database, so a stolen database holds nothing to test guesses against.
public final class Pepper {
    /// Length in bytes: the output size of SHA-256 (RFC 2104, section 3).
    public static final int LENGTH = 32;

    private final int number;
    private final byte[] key;

    Pepper(int number, byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a pepper has " + LENGTH + " bytes");
        }
        this.number = number;
        this.key = key.clone();
    }

    /// The number that stored digests carry beside them.
    public int number() {
        return number;
    }

    /// A copy of the key bytes, for the HMAC alone.
    public byte[] reveal() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "Pepper[" + number + "]";
    }
}
