package dev.ostiary.gateway.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/// Reads a body from buffers as they come, as slices of them. Keeps no bytes but those of unfinished trailers.
final class BodyReader {
    private enum Part {
        PLAIN,
        UNTIL_CLOSE,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_CR,
        CHUNK_LF,
        TRAILERS
    }

    private static final HeadLimits TRAILER_LIMITS = new HeadLimits(0, 16 * 1024, 100, 0, 0);

    private final ChunkSize size = new ChunkSize();
    private @Nullable HeadReader trailers;
    private Part part = Part.PLAIN;
    /// How much of the body or of the chunk is still to come.
    private long left;

    /// Begins a body.
    ///
    /// @param framing its length, or what [Framing] says
    void begin(long framing) {
        left = framing;
        if (framing == Framing.CHUNKED) {
            part = Part.CHUNK_SIZE;
            size.beginBody();
        } else {
            part = framing == Framing.UNSAID ? Part.UNTIL_CLOSE : Part.PLAIN;
        }
    }

    /// Whether the end of the connection is the end of the body.
    boolean isUntilClose() {
        return part == Part.UNTIL_CLOSE;
    }

    /// Reads the next piece.
    ///
    /// @return null when that takes more bytes than there are
    /// @throws BadMessage when the bytes are no body
    @Nullable
    HttpContent next(ByteBuf in) {
        while (in.isReadable()) {
            switch (part) {
                case PLAIN -> {
                    return plain(in);
                }
                case UNTIL_CLOSE -> {
                    return new DefaultHttpContent(in.readRetainedSlice(in.readableBytes()));
                }
                case CHUNK_SIZE -> readSize(in);
                case CHUNK -> {
                    return chunk(in);
                }
                case CHUNK_CR -> {
                    expect('\r', in);
                    part = Part.CHUNK_LF;
                }
                case CHUNK_LF -> {
                    expect('\n', in);
                    part = Part.CHUNK_SIZE;
                }
                case TRAILERS -> {
                    return trailers(in);
                }
            }
        }
        return null;
    }

    private ByteBuf slice(ByteBuf in) {
        int length = (int) Math.min(left, in.readableBytes());
        left -= length;
        return in.readRetainedSlice(length);
    }

    private HttpContent plain(ByteBuf in) {
        ByteBuf slice = slice(in);
        return left == 0 ? new DefaultLastHttpContent(slice, EmptyHttpHeaders.INSTANCE) : new DefaultHttpContent(slice);
    }

    private HttpContent chunk(ByteBuf in) {
        ByteBuf slice = slice(in);
        if (left == 0) {
            part = Part.CHUNK_CR;
        }
        return new DefaultHttpContent(slice);
    }

    private void readSize(ByteBuf in) {
        if (size.read(in)) {
            left = size.value();
            part = left == 0 ? Part.TRAILERS : Part.CHUNK;
        }
    }

    private static void expect(char octet, ByteBuf in) {
        if (in.readByte() != octet) {
            throw BadMessage.MALFORMED;
        }
    }

    private @Nullable LastHttpContent trailers(ByteBuf in) {
        HeadReader reader = trailers;
        if (reader == null) {
            if (startsWithLineEnd(in)) {
                in.skipBytes(2);
                return LastHttpContent.EMPTY_LAST_CONTENT;
            }
            reader = new HeadReader(null, TRAILER_LIMITS);
            trailers = reader;
        }
        FlatHeaders read = reader.read(in);
        if (read == null) {
            return null;
        }
        trailers = null;
        Framing.clean(read);
        return read.isEmpty()
                ? LastHttpContent.EMPTY_LAST_CONTENT
                : new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, read);
    }

    private static boolean startsWithLineEnd(ByteBuf in) {
        return in.readableBytes() >= 2
                && in.getByte(in.readerIndex()) == '\r'
                && in.getByte(in.readerIndex() + 1) == '\n';
    }
}
