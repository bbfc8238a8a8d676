package dev.ostiary.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// An upstream on a free port that speaks HTTP/2, with or without TLS.
final class Http2Server implements AutoCloseable {
    /// What is done with a request that has come whole, on the server's event loop.
    interface Service {
        void serve(Stream stream) throws Exception;
    }

    /// The paths of all requests of which the head has come, in order.
    final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

    /// The error codes of the streams that the other side gave up.
    final BlockingQueue<Long> resets = new LinkedBlockingQueue<>();

    /// What is done when the head of a request has come.
    volatile Consumer<Stream> onHead = _ -> {};

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger http1Connections = new AtomicInteger();
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listener;
    private final Http2Settings settings;
    private final Service service;
    private final boolean isTls;

    /// One without TLS.
    Http2Server(Service service) {
        this(new Http2Settings(), null, service);
    }

    Http2Server(Http2Settings settings, @Nullable TestCertificate certificate, Service service) {
        this.settings = settings;
        this.service = service;
        this.isTls = certificate != null;
        SslContext tls = certificate == null ? null : tls(certificate);
        listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls == null) {
                            addHttp2(channel);
                        } else {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()), new Negotiation());
                        }
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    private static SslContext tls(TestCertificate certificate) {
        try {
            return SslContextBuilder.forServer(certificate.keys())
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2,
                            ApplicationProtocolNames.HTTP_1_1))
                    .build();
        } catch (SSLException wrong) {
            throw new AssertionError(wrong);
        }
    }

    URI url() {
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        return URI.create((isTls ? "https://localhost:" : "h2c://127.0.0.1:") + port);
    }

    private void addHttp2(Channel channel) {
        connections.incrementAndGet();
        channel.pipeline()
                .addLast(
                        Http2FrameCodecBuilder.forServer()
                                .initialSettings(settings)
                                .gracefulShutdownTimeoutMillis(0)
                                .decoderEnforceMaxRstFramesPerWindow(0, 0)
                                .build(),
                        new Http2MultiplexHandler(new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel stream) {
                                stream.pipeline().addLast(new Stream(stream));
                            }
                        }));
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Negotiation extends ApplicationProtocolNegotiationHandler {
        Negotiation() {
            super(ApplicationProtocolNames.HTTP_1_1);
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                addHttp2(context.channel());
            } else {
                http1Connections.incrementAndGet();
                context.pipeline().addLast(new HttpServerCodec(), new Http1Answer());
            }
        }
    }

    /// A request and its answer.
    final class Stream extends ChannelInboundHandlerAdapter {
        final Channel channel;
        private final StringBuilder body = new StringBuilder();
        private @Nullable Http2Headers headers;
        private @Nullable Http2Headers trailers;

        Stream(Channel channel) {
            this.channel = channel;
        }

        Http2Headers headers() {
            if (headers == null) {
                throw new AssertionError("no head has come");
            }
            return headers;
        }

        String path() {
            return String.valueOf(headers().path());
        }

        String body() {
            return body.toString();
        }

        @Nullable
        Http2Headers trailers() {
            return trailers;
        }

        void head(int status, boolean isEnd, String... fields) {
            Http2Headers head = new DefaultHttp2Headers().status(Integer.toString(status));
            add(head, fields);
            channel.writeAndFlush(new DefaultHttp2HeadersFrame(head, isEnd));
        }

        void data(ByteBuf bytes, boolean isEnd) {
            channel.writeAndFlush(new DefaultHttp2DataFrame(bytes, isEnd));
        }

        void trailers(String... fields) {
            Http2Headers end = new DefaultHttp2Headers();
            add(end, fields);
            channel.writeAndFlush(new DefaultHttp2HeadersFrame(end, true));
        }

        void answer(int status, String text) {
            head(status, false);
            data(Unpooled.copiedBuffer(text, ISO_8859_1), true);
        }

        void reset(Http2Error error) {
            channel.writeAndFlush(new DefaultHttp2ResetFrame(error));
        }

        private static void add(Http2Headers to, String... fields) {
            for (int i = 0; i < fields.length; i += 2) {
                to.add(fields[i], fields[i + 1]);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            try {
                boolean isEnd = false;
                if (message instanceof Http2HeadersFrame frame) {
                    isEnd = frame.isEndStream();
                    if (headers == null) {
                        headers = frame.headers();
                        begun.add(path());
                        onHead.accept(this);
                    } else {
                        trailers = frame.headers();
                    }
                } else if (message instanceof Http2DataFrame frame) {
                    body.append(frame.content().toString(ISO_8859_1));
                    isEnd = frame.isEndStream();
                }
                if (isEnd) {
                    service.serve(this);
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof Http2ResetFrame reset) {
                resets.add(reset.errorCode());
            }
        }
    }
}
