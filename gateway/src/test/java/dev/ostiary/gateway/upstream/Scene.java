package dev.ostiary.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.gateway.LeakWatch;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// An event loop with its upstreams, for tests to call.
final class Scene implements AutoCloseable {
    private final EventLoopGroup group;
    private final EventLoop loop;
    final Upstreams upstreams;
    private volatile Consumer<UpstreamCall> onResponse = _ -> {};

    Scene() throws IOException {
        this(UpstreamSettings.USUAL);
    }

    Scene(UpstreamSettings settings) throws IOException {
        this(settings, HostResolver.SYSTEM);
    }

    Scene(UpstreamSettings settings, HostResolver resolver) throws IOException {
        LeakWatch.begin();
        boolean isEpoll = Epoll.isAvailable();
        Class<? extends Channel> socket = isEpoll ? EpollSocketChannel.class : NioSocketChannel.class;
        group = new MultiThreadIoEventLoopGroup(1, isEpoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        loop = group.next();
        upstreams = new Upstreams(loop, new UpstreamNetwork(socket, settings, resolver));
        var unused = loop.scheduleAtFixedRate(() -> upstreams.sweep(System.nanoTime()), 10, 10, TimeUnit.MILLISECONDS);
    }

    /// Settings that wait for nothing longer than that.
    static UpstreamSettings patient(Duration patience) {
        return UpstreamSettings.USUAL.with(new UpstreamTimeouts(patience, patience, patience, patience, null));
    }

    static UpstreamGroup group(URI... urls) {
        return new UpstreamGroup(Stream.of(urls).map(UpstreamUrl::new).toList(), RouteTimeouts.DEFAULT);
    }

    /// The usual settings, but that a connection of HTTP/2 is asked sooner whether it lives.
    static UpstreamSettings pinging(Duration after) {
        UpstreamSettings usual = UpstreamSettings.USUAL;
        return new UpstreamSettings(
                usual.timeouts(),
                usual.maxIdleConnections(),
                usual.maxIdle(),
                usual.nameTtl(),
                usual.ejection(),
                after,
                usual.reach(),
                null);
    }

    EventLoop loop() {
        return loop;
    }

    Call get(UpstreamGroup to, String target) {
        return send(HttpMethod.GET, to, target, List.of());
    }

    Call post(UpstreamGroup to, String target, String... pieces) {
        return send(HttpMethod.POST, to, target, List.of(pieces));
    }

    Call send(HttpMethod method, UpstreamGroup to, String target, List<String> pieces) {
        return send(request(method, to, target, pieces), to, pieces, false, request -> request);
    }

    Call upgrade(UpstreamGroup to, String target) {
        return send(request(HttpMethod.GET, to, target, List.of()), to, List.of(), true, request -> {
            request.headers().set(HttpHeaderNames.CONNECTION, "Upgrade").set(HttpHeaderNames.UPGRADE, "websocket");
            return request;
        });
    }

    /// A request as the gateway would send it to the group's first address.
    static HttpRequest request(HttpMethod method, UpstreamGroup to, String target, List<String> pieces) {
        UpstreamUrl first = to.addresses().getFirst();
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, first.basePath() + target);
        request.headers().set(HttpHeaderNames.HOST, first.uri().getRawAuthority());
        if (!pieces.isEmpty()) {
            request.headers()
                    .set(
                            HttpHeaderNames.CONTENT_LENGTH,
                            pieces.stream().mapToInt(String::length).sum());
        }
        return request;
    }

    Call send(
            HttpRequest request,
            UpstreamGroup to,
            List<String> pieces,
            boolean isUpgrade,
            UnaryOperator<HttpRequest> edit) {
        Call call = new Call();
        loop.execute(() -> {
            begin(call, edit.apply(request), to, isUpgrade);
            for (int i = 0; i < pieces.size(); i++) {
                var bytes = Unpooled.copiedBuffer(pieces.get(i), ISO_8859_1);
                call.upstream()
                        .write(
                                i + 1 < pieces.size()
                                        ? new DefaultHttpContent(bytes)
                                        : new DefaultLastHttpContent(bytes));
            }
            if (pieces.isEmpty()) {
                call.upstream().write(LastHttpContent.EMPTY_LAST_CONTENT);
            }
            call.upstream().flush();
        });
        return call;
    }

    /// Sends a head, and leaves the body to the test.
    Call begin(HttpRequest request, UpstreamGroup to) {
        Call call = new Call();
        loop.execute(() -> {
            begin(call, request, to, false);
            call.upstream().flush();
        });
        return call;
    }

    private void begin(Call call, HttpRequest request, UpstreamGroup to, boolean isUpgrade) {
        UpstreamCall made = isUpgrade ? upstreams.upgrade(to, request, call) : upstreams.call(to, request, call);
        call.began(made, onResponse);
        made.start();
        var watch = loop.scheduleAtFixedRate(
                () -> made.checkDeadlines(System.nanoTime(), Long.MIN_VALUE / 2), 10, 10, TimeUnit.MILLISECONDS);
        call.whenOver(() -> watch.cancel(false));
    }

    /// What to do on the event loop when the head of a response has come.
    Scene onResponse(Consumer<UpstreamCall> action) {
        onResponse = action;
        return this;
    }

    /// Whether no connection is open to an address, nor being made.
    boolean hasNoConnection(URI url) throws Exception {
        Origin.Key key = Origin.Key.of(new UpstreamUrl(url));
        return loop.submit(() -> upstreams.origin(key).endpoints().stream().allMatch(Endpoint::isUnused))
                .get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        loop.submit(upstreams::closeAll).awaitUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        List<String> leaks = LeakWatch.reports();
        if (!leaks.isEmpty()) {
            throw new AssertionError("buffers were lost: " + leaks);
        }
    }
}
