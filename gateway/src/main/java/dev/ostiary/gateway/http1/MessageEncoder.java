package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// What encoders of requests and of responses share. A head and what is short behind it are gathered in one buffer,
/// which is written when a longer piece comes, when somebody waits for it, or at a flush.
abstract sealed class MessageEncoder extends ChannelOutboundHandlerAdapter permits RequestEncoder, ResponseEncoder {
    enum Body {
        /// There is none, whatever comes.
        NONE,
        /// There is none, and nothing else can be sent: the other side would take it for the next message.
        UNFRAMED,
        PLAIN,
        CHUNKED
    }

    /// How much room is left behind a head for its body.
    private static final int SPARE = 1024;
    private static final int MAX_SIZE_LINE = 18;
    private static final short CRLF = '\r' << 8 | '\n';
    private static final byte[] LAST_CHUNK = "0\r\n".getBytes(US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    private @Nullable ByteBuf gathered;
    private Body body = Body.NONE;

    /// Whether it writes that kind of message.
    abstract boolean isMine(HttpMessage message);

    /// How long the first line is, with its end.
    abstract int startLineLength(HttpMessage message);

    /// Writes the first line with its end, and says where it ends.
    ///
    /// @throws IllegalArgumentException when it cannot be sent
    abstract int writeStartLine(HttpMessage message, byte[] out);

    /// What body goes with a head. May change the headers.
    abstract Body bodyOf(HttpMessage message, FlatHeaders headers);

    @Override
    public final void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean isHead = message instanceof HttpMessage head && isMine(head);
        boolean isContent = message instanceof HttpContent;
        if (!isHead && !isContent) {
            writeGathered(context);
            context.write(message, promise);
            return;
        }
        try {
            if (isHead) {
                writeHead(context, (HttpMessage) message);
            }
        } catch (RuntimeException unfit) {
            ReferenceCountUtil.release(message);
            throw unfit;
        }
        if (isContent) {
            writeContent(context, (HttpContent) message);
        }
        if (!promise.isVoid()) {
            ByteBuf last = gathered;
            gathered = null;
            context.write(last == null ? Unpooled.EMPTY_BUFFER : last, promise);
        }
    }

    private void writeHead(ChannelHandlerContext context, HttpMessage message) {
        FlatHeaders headers = FlatHeaders.of(message.headers());
        body = bodyOf(message, headers);
        HeaderLines lines = headers.lines();
        int length = startLineLength(message) + lines.encodedLength() + 2;
        // First, since it may write what was gathered: nothing may come between the array and its use.
        ByteBuf out = room(context, length, SPARE);
        byte[] bytes = Scratch.of(length);
        int end = lines.writeTo(bytes, writeStartLine(message, bytes));
        bytes[end] = '\r';
        bytes[end + 1] = '\n';
        out.writeBytes(bytes, 0, length);
    }

    /// The buffer that is gathered in, with room for so much.
    private ByteBuf room(ChannelHandlerContext context, int length, int spare) {
        ByteBuf out = gathered;
        if (out != null && out.writableBytes() < length) {
            writeGathered(context);
            out = null;
        }
        if (out == null) {
            out = context.alloc().ioBuffer(length + spare);
            gathered = out;
        }
        return out;
    }

    private void writeContent(ChannelHandlerContext context, HttpContent content) {
        ByteBuf data = content.content();
        switch (body) {
            case NONE -> content.release();
            case UNFRAMED -> {
                boolean isEmpty = !data.isReadable();
                content.release();
                if (!isEmpty) {
                    throw new IllegalStateException("a body without a length or chunks");
                }
            }
            case PLAIN -> append(context, content, data, 0);
            case CHUNKED -> {
                if (data.isReadable()) {
                    writeChunkSize(context, data.readableBytes());
                    append(context, content, data, 2);
                    room(context, 2, SPARE).writeShort(CRLF);
                } else {
                    content.release();
                }
                if (content instanceof LastHttpContent last) {
                    writeLastChunk(context, last);
                }
            }
        }
        if (content instanceof LastHttpContent) {
            body = Body.NONE;
        }
    }

    /// Takes the data over: into what is gathered when it fits there, or as it is.
    private void append(ChannelHandlerContext context, HttpContent content, ByteBuf data, int behind) {
        ByteBuf out = gathered;
        int length = data.readableBytes();
        if (length == 0) {
            content.release();
        } else if (out != null && out.writableBytes() >= length + behind) {
            out.writeBytes(data, data.readerIndex(), length);
            content.release();
        } else {
            writeGathered(context);
            context.write(data, context.voidPromise());
        }
    }

    private void writeChunkSize(ChannelHandlerContext context, int size) {
        ByteBuf out = room(context, MAX_SIZE_LINE, size < SPARE ? SPARE : 0);
        for (int shift = (31 - Integer.numberOfLeadingZeros(size)) / 4 * 4; shift >= 0; shift -= 4) {
            out.writeByte(HEX[size >>> shift & 15]);
        }
        out.writeShort(CRLF);
    }

    private void writeLastChunk(ChannelHandlerContext context, LastHttpContent last) {
        FlatHeaders trailers = last.trailingHeaders().isEmpty() ? null : FlatHeaders.of(last.trailingHeaders());
        int length = LAST_CHUNK.length + 2 + (trailers == null ? 0 : trailers.encodedLength());
        ByteBuf out = room(context, length, 0);
        out.writeBytes(LAST_CHUNK);
        if (trailers != null) {
            trailers.writeTo(out);
        }
        out.writeShort(CRLF);
    }

    private void writeGathered(ChannelHandlerContext context) {
        ByteBuf out = gathered;
        if (out != null) {
            gathered = null;
            context.write(out, context.voidPromise());
        }
    }

    @Override
    public final void flush(ChannelHandlerContext context) {
        writeGathered(context);
        context.flush();
    }

    @Override
    public final void handlerRemoved(ChannelHandlerContext context) {
        ByteBuf out = gathered;
        gathered = null;
        if (out == null) {
            return;
        }
        if (context.channel().isActive()) {
            context.write(out, context.voidPromise());
        } else {
            out.release();
        }
    }
}
