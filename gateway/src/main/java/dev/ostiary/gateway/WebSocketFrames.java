package dev.ostiary.gateway;

import io.netty.buffer.ByteBuf;

/// Follows the frames of a WebSocket (RFC 6455, section 5.2) as their bytes pass, to know when one could be put between
/// them. Looks at headers only.
final class WebSocketFrames {
    private static final int MAX_HEADER = 14;

    private final byte[] header = new byte[MAX_HEADER];
    private int headerLength;
    private long payloadLeft;

    /// Looks at bytes that pass, and leaves them as they are.
    void follow(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (payloadLeft > 0) {
                int skipped = (int) Math.min(payloadLeft, end - at);
                at += skipped;
                payloadLeft -= skipped;
            } else {
                header[headerLength] = bytes.getByte(at);
                headerLength++;
                at++;
                if (headerLength >= 2 && headerLength == headerSize()) {
                    payloadLeft = payloadLength();
                    headerLength = 0;
                }
            }
        }
    }

    /// Whether the last frame that passed is whole.
    boolean isBetween() {
        return payloadLeft == 0 && headerLength == 0;
    }

    private int headerSize() {
        int mask = header[1] < 0 ? 4 : 0;
        return 2 + mask + extendedLengthSize();
    }

    private int extendedLengthSize() {
        return switch (header[1] & 0x7F) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
    }

    private long payloadLength() {
        int size = extendedLengthSize();
        if (size == 0) {
            return header[1] & 0x7F;
        }
        long length = 0;
        for (int i = 2; i < 2 + size; i++) {
            length = length << 8 | header[i] & 0xFF;
        }
        // A length that cannot be is not followed: nothing is put in any more.
        return length < 0 ? Long.MAX_VALUE : length;
    }
}
