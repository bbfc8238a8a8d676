package dev.ostiary.gateway.http1;

import io.netty.buffer.ByteBuf;

/// Reads the line in front of a chunk: its size in hexadecimal digits, and extensions, which are dropped
/// (RFC 9112, section 7.1). What is not data may be no more than data warrants, over the whole body.
final class ChunkSize {
    private static final int MAX_DIGITS = 15;
    /// What a line may cost without being counted.
    private static final int USUAL_OVERHEAD = 16;
    private static final int MAX_EXCESS = 16 * 1024;

    private enum Part {
        DIGITS,
        BLANK,
        EXTENSION,
        QUOTED,
        ESCAPED,
        LINE_FEED
    }

    private Part part = Part.DIGITS;
    private int digits;
    private long value;
    private int length;
    private long excess;

    void beginBody() {
        excess = 0;
        beginLine();
    }

    private void beginLine() {
        part = Part.DIGITS;
        digits = 0;
        value = 0;
        length = 0;
    }

    /// Takes bytes up to the end of the line, or all; true at its end.
    boolean read(ByteBuf in) {
        if (part == Part.DIGITS && digits == 0) {
            beginLine();
        }
        while (in.isReadable()) {
            byte octet = in.readByte();
            length++;
            if (part == Part.LINE_FEED) {
                if (octet != '\n') {
                    throw BadMessage.MALFORMED;
                }
                count();
                part = Part.DIGITS;
                digits = 0;
                return true;
            }
            part = after(octet);
            if (excess + length > MAX_EXCESS + USUAL_OVERHEAD) {
                throw BadMessage.MALFORMED;
            }
        }
        return false;
    }

    long value() {
        return value;
    }

    private void count() {
        excess = Math.max(0, excess + length - USUAL_OVERHEAD - Math.min(2 * value, MAX_EXCESS));
    }

    private Part after(byte octet) {
        return switch (part) {
            case DIGITS -> afterDigits(octet);
            case BLANK -> {
                if (octet != ';' && !Octets.isBlank(octet)) {
                    throw BadMessage.MALFORMED;
                }
                yield octet == ';' ? Part.EXTENSION : Part.BLANK;
            }
            case EXTENSION -> {
                if (octet == '\r') {
                    yield Part.LINE_FEED;
                }
                yield text(octet) == '"' ? Part.QUOTED : Part.EXTENSION;
            }
            case QUOTED -> {
                text(octet);
                yield octet == '"' ? Part.EXTENSION : octet == '\\' ? Part.ESCAPED : Part.QUOTED;
            }
            case ESCAPED -> {
                text(octet);
                yield Part.QUOTED;
            }
            case LINE_FEED -> throw new IllegalStateException();
        };
    }

    private Part afterDigits(byte octet) {
        int digit = Character.digit(octet, 16);
        if (digit >= 0 && octet > 0) {
            if (++digits > MAX_DIGITS) {
                throw BadMessage.MALFORMED;
            }
            value = value << 4 | digit;
            return Part.DIGITS;
        }
        if (digits == 0) {
            throw BadMessage.MALFORMED;
        }
        return switch (octet) {
            case '\r' -> Part.LINE_FEED;
            case ';' -> Part.EXTENSION;
            case ' ', '\t' -> Part.BLANK;
            default -> throw BadMessage.MALFORMED;
        };
    }

    private static byte text(byte octet) {
        if (Octets.isControl(octet)) {
            throw BadMessage.MALFORMED;
        }
        return octet;
    }
}
