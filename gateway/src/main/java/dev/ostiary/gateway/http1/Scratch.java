package dev.ostiary.gateway.http1;

import io.netty.util.concurrent.FastThreadLocal;

/// Bytes to put something together in, one array a thread. Good until the next call on the same thread.
final class Scratch {
    private static final int USUAL = 4096;

    private static final FastThreadLocal<byte[]> ARRAY = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[USUAL];
        }
    };

    private Scratch() {}

    /// An array of at least that length.
    static byte[] of(int length) {
        return length <= USUAL ? ARRAY.get() : new byte[length];
    }
}
