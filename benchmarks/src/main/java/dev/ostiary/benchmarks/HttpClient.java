package dev.ostiary.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.util.function.Supplier;

/// Opens connections and sends a first request on each.
final class HttpClient {
    private final URI url;
    private final String key;
    private final Bootstrap bootstrap;

    /// @param handlers what takes the answers of a connection; a new one for each
    HttpClient(Loops loops, URI url, String key, Supplier<ChannelHandler> handlers) {
        this.url = url;
        this.key = key;
        this.bootstrap = loops.client().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new HttpClientCodec(), handlers.get());
            }
        });
    }

    void open() {
        bootstrap.connect(url.getHost(), url.getPort()).addListener((ChannelFuture connected) -> {
            if (!connected.isSuccess()) {
                throw new IllegalStateException("cannot connect to " + url, connected.cause());
            }
            connected.channel().writeAndFlush(request());
        });
    }

    private HttpRequest request() {
        HttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, url.getRawPath());
        request.headers().set(HttpHeaderNames.HOST, url.getAuthority());
        request.headers().set("X-API-Key", key);
        return request;
    }
}
