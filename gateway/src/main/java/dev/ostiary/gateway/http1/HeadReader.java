package dev.ostiary.gateway.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// Gathers a head from buffers as they come, and reads it line by line in one pass. The bytes are copied once, into the
/// block that the headers keep. Only CRLF ends a line.
final class HeadReader {
    private static final int FIRST_PIECE = 2048;
    private static final long UNFOLDABLE =
            HeaderName.bits(HeaderName.HOST, HeaderName.CONTENT_LENGTH, HeaderName.TRANSFER_ENCODING);
    private static final byte[] NOTHING = {};

    private final @Nullable StartLine startLine;
    private final HeadLimits limits;

    private byte[] block = NOTHING;
    private int filled;
    /// Where the line begins that is read next.
    private int line;
    private int emptyLines;
    private int headersStart = -1;
    private @Nullable HeaderLines lines;

    /// Makes one.
    ///
    /// @param startLine what reads the first line; null when there is none, as in front of trailers
    HeadReader(@Nullable StartLine startLine, HeadLimits limits) {
        this.startLine = startLine;
        this.limits = limits;
    }

    /// Takes bytes up to the end of the head, or all.
    ///
    /// @return the headers when the head is whole; null when more is needed
    /// @throws BadMessage when the bytes are no head
    @Nullable
    FlatHeaders read(ByteBuf in) {
        int piece = FIRST_PIECE;
        while (in.isReadable()) {
            int before = filled;
            if (before == 0 && startLine != null) {
                startLine.reset();
            }
            int length = Math.min(in.readableBytes(), piece);
            reserve(length);
            in.getBytes(in.readerIndex(), block, filled, length);
            filled += length;
            boolean isLineEnded = before == line || Octets.indexOf((byte) '\n', block, before, filled) >= 0;
            if (isLineEnded && parse()) {
                in.skipBytes(line - before);
                return finish();
            }
            in.skipBytes(length);
            checkUnfinished();
            piece *= 2;
        }
        return null;
    }

    private void reserve(int length) {
        if (block.length - filled < length) {
            byte[] larger = new byte[Math.max(filled + length + limits.spare(), block.length * 2)];
            System.arraycopy(block, 0, larger, 0, filled);
            block = larger;
        }
    }

    /// Reads the lines that are whole; true at the end of the head.
    private boolean parse() {
        while (line < filled) {
            if (headersStart < 0) {
                if (!parseStartLine()) {
                    return false;
                }
            } else if (block[line] == '\r') {
                return isLineEnd(line) && end();
            } else if (!parseHeader()) {
                return false;
            }
        }
        return false;
    }

    private boolean parseStartLine() {
        if (startLine == null) {
            headersStart = line;
            return true;
        }
        if (block[line] == '\r') {
            if (!isLineEnd(line)) {
                return false;
            }
            if (++emptyLines > limits.emptyLines()) {
                throw BadMessage.MALFORMED;
            }
            line += 2;
            return true;
        }
        if (!Octets.isToken(block[line])) {
            throw BadMessage.MALFORMED;
        }
        int end = Octets.textEnd(block, line, filled);
        if (end == filled) {
            return false;
        }
        if (block[end] != '\r') {
            throw BadMessage.MALFORMED;
        }
        if (!isLineEnd(end)) {
            return false;
        }
        if (end + 2 - line > limits.startLine()) {
            throw BadMessage.LINE_TOO_LONG;
        }
        startLine.parse(block, line, end);
        line = end + 2;
        headersStart = line;
        return true;
    }

    /// Whether a CR is followed by LF; false when that cannot be told yet.
    private boolean isLineEnd(int carriageReturn) {
        if (carriageReturn + 1 == filled) {
            return false;
        }
        if (block[carriageReturn + 1] != '\n') {
            throw BadMessage.MALFORMED;
        }
        return true;
    }

    private boolean end() {
        line += 2;
        if (line - headersStart > limits.headers()) {
            throw BadMessage.HEADERS_TOO_LONG;
        }
        return true;
    }

    private boolean parseHeader() {
        boolean isFolded = Octets.isBlank(block[line]);
        int nameEnd = isFolded ? line : Octets.tokenEnd(block, line, filled);
        if (nameEnd == filled) {
            return false;
        }
        if (!isFolded && (nameEnd == line || block[nameEnd] != ':')) {
            throw BadMessage.MALFORMED;
        }
        int value = nameEnd + 1;
        while (value < filled && Octets.isBlank(block[value])) {
            value++;
        }
        int lineEnd = Octets.textEnd(block, value, filled);
        if (lineEnd == filled) {
            return false;
        }
        if (block[lineEnd] != '\r') {
            throw BadMessage.MALFORMED;
        }
        if (!isLineEnd(lineEnd)) {
            return false;
        }
        int valueEnd = lineEnd;
        while (valueEnd > value && Octets.isBlank(block[valueEnd - 1])) {
            valueEnd--;
        }
        if (isFolded) {
            lines().unfold(block, value, valueEnd, UNFOLDABLE);
        } else {
            lines().note(block, line, nameEnd - line, value, valueEnd, lineEnd + 2);
        }
        line = lineEnd + 2;
        checkCount();
        return true;
    }

    private HeaderLines lines() {
        HeaderLines made = lines;
        if (made == null) {
            made = new HeaderLines(block);
            lines = made;
        }
        return made;
    }

    private void checkCount() {
        if (lines().size() > limits.count()) {
            throw BadMessage.HEADERS_TOO_LONG;
        }
    }

    /// All that was taken so far belongs to the head.
    private void checkUnfinished() {
        if (headersStart < 0 ? filled - line > limits.startLine() : filled - headersStart > limits.headers()) {
            throw headersStart < 0 ? BadMessage.LINE_TOO_LONG : BadMessage.HEADERS_TOO_LONG;
        }
    }

    private FlatHeaders finish() {
        HeaderLines whole = lines();
        whole.parsed(block, line);
        reset();
        return new FlatHeaders(whole);
    }

    private void reset() {
        block = NOTHING;
        filled = 0;
        line = 0;
        emptyLines = 0;
        headersStart = -1;
        lines = null;
    }

    /// The bytes of a head that is not whole, which are given up.
    ByteBuf takeUnfinished() {
        ByteBuf taken = Unpooled.wrappedBuffer(block, 0, filled);
        reset();
        return taken;
    }
}
