package dev.ostiary.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/// A server of HTTP/1.1 that agrees to every upgrade and greets everybody else.
final class Http1Answer extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            boolean isUpgrade = request.headers().contains(HttpHeaderNames.UPGRADE);
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    isUpgrade ? HttpResponseStatus.SWITCHING_PROTOCOLS : HttpResponseStatus.OK,
                    isUpgrade ? Unpooled.EMPTY_BUFFER : Unpooled.copiedBuffer("by http/1.1", ISO_8859_1));
            if (isUpgrade) {
                response.headers().set(HttpHeaderNames.UPGRADE, "websocket").set(HttpHeaderNames.CONNECTION, "Upgrade");
            } else {
                response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 11);
            }
            context.writeAndFlush(response);
        }
        ReferenceCountUtil.release(message);
    }
}
