package dev.ostiary.gateway;

import dev.ostiary.gateway.http2.Http2Fields;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import org.jspecify.annotations.Nullable;

/// Writes one response in the neutral form as frames of a stream. A head is held until it is known whether anything
/// follows: a response without a body ends with its head, since a gRPC client takes an empty piece behind it for a
/// fault.
final class Http2ResponseWriter {
    private final GenericFutureListener<Future<? super Void>> whenWhole;
    private boolean isHead;
    private @Nullable Http2Headers heldHead;

    /// Makes one.
    ///
    /// @param whenWhole told when the last frame was written, or could not be
    Http2ResponseWriter(GenericFutureListener<Future<? super Void>> whenWhole) {
        this.whenWhole = whenWhole;
    }

    /// The response is one to `HEAD`, or not.
    void answeringHead(boolean isAnswerToHead) {
        isHead = isAnswerToHead;
    }

    void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        switch (message) {
            case FullHttpResponse full -> writeWhole(context, full, promise);
            case HttpResponse head -> {
                heldHead = Http2Fields.response(head.status().codeAsText(), head.headers());
                promise.trySuccess();
            }
            case LastHttpContent last -> writeLast(context, last, promise);
            case HttpContent content -> {
                writeHeldHead(context);
                context.write(new DefaultHttp2DataFrame(content.content()), promise);
            }
            default -> context.write(message, promise);
        }
    }

    private void writeWhole(ChannelHandlerContext context, FullHttpResponse response, ChannelPromise promise) {
        Http2Headers head = Http2Fields.response(response.status().codeAsText(), response.headers());
        if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            response.release();
            context.write(new DefaultHttp2HeadersFrame(head), promise);
        } else if (isHead || !response.content().isReadable()) {
            response.release();
            context.write(new DefaultHttp2HeadersFrame(head, true), last(context, promise));
        } else {
            context.write(new DefaultHttp2HeadersFrame(head));
            context.write(new DefaultHttp2DataFrame(response.content(), true), last(context, promise));
        }
    }

    private void writeLast(ChannelHandlerContext context, LastHttpContent content, ChannelPromise promise) {
        ChannelPromise last = last(context, promise);
        boolean hasTrailers = !content.trailingHeaders().isEmpty();
        Http2Headers head = heldHead;
        if (head != null && !hasTrailers && !content.content().isReadable()) {
            heldHead = null;
            content.release();
            context.write(new DefaultHttp2HeadersFrame(head, true), last);
            return;
        }
        writeHeldHead(context);
        if (!hasTrailers) {
            context.write(new DefaultHttp2DataFrame(content.content(), true), last);
            return;
        }
        if (content.content().isReadable()) {
            context.write(new DefaultHttp2DataFrame(content.content()));
        } else {
            content.release();
        }
        context.write(new DefaultHttp2HeadersFrame(Http2Fields.trailers(content.trailingHeaders()), true), last);
    }

    private void writeHeldHead(ChannelHandlerContext context) {
        Http2Headers head = heldHead;
        if (head != null) {
            heldHead = null;
            context.write(new DefaultHttp2HeadersFrame(head));
        }
    }

    private ChannelPromise last(ChannelHandlerContext context, ChannelPromise promise) {
        ChannelPromise last = promise.isVoid() ? context.newPromise() : promise;
        return last.addListener(whenWhole);
    }

    /// Sends what was written; the head too, since its body may take long to come.
    void flush(ChannelHandlerContext context) {
        writeHeldHead(context);
        context.flush();
    }

    /// Sends nothing more.
    void drop() {
        heldHead = null;
    }
}
