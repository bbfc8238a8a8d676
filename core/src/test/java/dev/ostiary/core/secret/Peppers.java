package dev.ostiary.core.secret;

/// Makes peppers of given bytes, which outside of tests only a [MasterKey] can.
public final class Peppers {
    private Peppers() {}

    public static Pepper of(int number, byte[] key) {
        return new Pepper(number, key);
    }
}
