package dev.ostiary.examples.blob;

import java.io.InputStream;
import java.util.Random;

/// A stream of a given number of bytes, the same ones each time, made as they are read.
final class Content extends InputStream {

    // A prime length, so that a lost or doubled piece of a round size shows in the digest.
    private static final byte[] BLOCK = new byte[65_521];

    static {
        new Random(1).nextBytes(BLOCK);
    }

    private final long length;
    private long position;

    Content(long length) {
        this.length = length;
    }

    @Override
    public int read() {
        return position == length ? -1 : BLOCK[(int) (position++ % BLOCK.length)] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) {
        if (position == length && wanted > 0) {
            return -1;
        }
        int from = (int) (position % BLOCK.length);
        int count = (int) Math.min(Math.min(wanted, length - position), BLOCK.length - from);
        System.arraycopy(BLOCK, from, buffer, offset, count);
        position += count;
        return count;
    }
}
