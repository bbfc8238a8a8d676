package dev.ostiary.core.access;

/// Spreads words over all bits (the finalizer of SplitMix64, by Steele, Lea and Flood). Not for secrets.
final class Mixing {
    private Mixing() {}

    /// A hash of what was hashed before and another word.
    static long mix(long hash, long word) {
        long mixed = (hash ^ word) + 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }

    /// A hash of a text.
    static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 0x100_0000_01B3L + text.charAt(i);
        }
        return mix(hash, text.length());
    }

    /// A hash of bytes.
    static long of(byte[] bytes) {
        long hash = bytes.length;
        for (byte each : bytes) {
            hash = hash * 0x100_0000_01B3L + each;
        }
        return mix(hash, bytes.length);
    }
}
