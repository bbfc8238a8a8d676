package dev.ostiary.gateway.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;

/// What decoders of requests and of responses share. Nothing of a buffer is kept from one read to the next, so nothing
/// is left to be released. Taken off the pipeline, it hands on what it has not made out.
abstract sealed class MessageDecoder extends ChannelInboundHandlerAdapter permits RequestDecoder, ResponseDecoder {
    private enum State {
        HEAD,
        BODY,
        /// Another protocol begins, whose bytes are handed on.
        RAW,
        BAD
    }

    private final HeadReader head;
    private final BodyReader body = new BodyReader();
    private State state = State.HEAD;

    MessageDecoder(StartLine startLine, HeadLimits limits) {
        this.head = new HeadReader(startLine, limits);
    }

    /// Whether bytes that came are read at all.
    abstract boolean accepts(ChannelHandlerContext context);

    /// Whether a message may begin with the bytes that come next.
    abstract boolean mayBegin(ChannelHandlerContext context);

    /// Takes a head and says what follows it.
    ///
    /// @throws BadMessage when it cannot be told where the message ends
    abstract void begin(ChannelHandlerContext context, FlatHeaders headers);

    /// Takes a head that is none.
    abstract void refuse(ChannelHandlerContext context, BadMessage bad);

    final void beginBody(long framing) {
        body.begin(framing);
        state = State.BODY;
    }

    final void beginRaw() {
        state = State.RAW;
    }

    /// Whether the end of the connection is the end of a message.
    final boolean isUntilClose() {
        return state == State.BODY && body.isUntilClose();
    }

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf in)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            if (accepts(context)) {
                read(context, in);
            }
        } finally {
            in.release();
        }
    }

    private void read(ChannelHandlerContext context, ByteBuf in) {
        while (in.isReadable()) {
            if (context.isRemoved()) {
                context.fireChannelRead(in.readRetainedSlice(in.readableBytes()));
                return;
            }
            switch (state) {
                case HEAD -> {
                    if (!mayBegin(context)) {
                        return;
                    }
                    readHead(context, in);
                }
                case BODY -> readBody(context, in);
                case RAW -> context.fireChannelRead(in.readRetainedSlice(in.readableBytes()));
                case BAD -> {
                    return;
                }
            }
        }
    }

    private void readHead(ChannelHandlerContext context, ByteBuf in) {
        try {
            FlatHeaders headers = head.read(in);
            if (headers != null) {
                begin(context, headers);
            }
        } catch (BadMessage bad) {
            state = State.BAD;
            refuse(context, bad);
        }
    }

    private void readBody(ChannelHandlerContext context, ByteBuf in) {
        HttpContent content;
        try {
            content = body.next(in);
        } catch (BadMessage bad) {
            state = State.BAD;
            content = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
            content.setDecoderResult(bad.result());
        }
        if (content != null) {
            if (content instanceof LastHttpContent && state == State.BODY) {
                state = State.HEAD;
            }
            context.fireChannelRead(content);
        }
    }

    @Override
    public final void handlerRemoved(ChannelHandlerContext context) {
        if (state == State.HEAD && context.channel().isActive()) {
            ByteBuf unfinished = head.takeUnfinished();
            if (unfinished.isReadable()) {
                context.fireChannelRead(unfinished);
                context.fireChannelReadComplete();
            }
        }
    }
}
