package dev.ostiary.benchmarks;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An agent that answers every request with a stream of events that does not end. Streams take turns, so that events
/// are spread evenly over time.
final class EventUpstream {
    /// The streams of each millisecond of the interval. Touched by the one event loop only.
    private final List<List<Channel>> turns = new ArrayList<>();

    private int opened;
    private int turn;

    private EventUpstream(int intervalMillis) {
        for (int i = 0; i < intervalMillis; i++) {
            turns.add(new ArrayList<>());
        }
    }

    public static void main(String... arguments) throws IOException {
        Arguments given = Arguments.parse(arguments);
        EventUpstream upstream = new EventUpstream(given.number("interval-millis"));
        Loops loops = Loops.start(1);
        loops.server()
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), upstream.new Stream());
                    }
                })
                .bind("127.0.0.1", given.number("port"))
                .syncUninterruptibly();
        loops.group().scheduleAtFixedRate(upstream::send, 0, 1, TimeUnit.MILLISECONDS);
        new Figures("ready").print();
        Figures.awaitEnd();
        loops.group().shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void send() {
        List<Channel> due = turns.get(turn);
        turn = (turn + 1) % turns.size();
        for (Channel stream : due) {
            if (stream.isWritable()) {
                stream.writeAndFlush(new DefaultHttpContent(EventStamps.event()));
            }
        }
    }

    private final class Stream extends SimpleChannelInboundHandler<HttpObject> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (!(message instanceof HttpRequest)) {
                return;
            }
            HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream");
            HttpUtil.setTransferEncodingChunked(response, true);
            context.writeAndFlush(response);
            turns.get(opened++ % turns.size()).add(context.channel());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            turns.forEach(streams -> streams.remove(context.channel()));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
