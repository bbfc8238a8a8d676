package dev.ostiary.benchmarks;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Holds streams of an [EventUpstream], directly or through a proxy, and reports how long events were under way.
final class EventClient {
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch missing;
    /// Touched by the one event loop only.
    private Latencies latencies = new Latencies();

    private EventClient(int streams) {
        this.missing = new CountDownLatch(streams);
    }

    public static void main(String... arguments) throws Exception {
        Arguments given = Arguments.parse(arguments);
        int streams = given.number("streams");
        EventClient client = new EventClient(streams);
        Loops loops = Loops.start(1);
        HttpClient connections =
                new HttpClient(loops, URI.create(given.text("url")), given.text("key"), () -> client.new Stream());
        for (int i = 0; i < streams; i++) {
            connections.open();
        }
        if (!client.missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException(client.missing.getCount() + " streams did not begin");
        }
        TimeUnit.SECONDS.sleep(given.number("warm-up"));
        loops.group().submit(client::reset).sync();
        TimeUnit.SECONDS.sleep(given.number("seconds"));
        Latencies measured = loops.group().submit(client::reset).sync().getNow();
        Figures figures = new Figures("events");
        measured.describe(figures);
        figures.print();
        loops.group().shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private Latencies reset() {
        Latencies done = latencies;
        latencies = new Latencies();
        return done;
    }

    private void arrived(long stamp) {
        latencies.add(System.nanoTime() - stamp);
    }

    private final class Stream extends SimpleChannelInboundHandler<HttpObject> {
        private final EventStamps stamps = new EventStamps();

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (message instanceof HttpResponse response) {
                if (!response.status().equals(HttpResponseStatus.OK)) {
                    throw new IllegalStateException("answered " + response.status());
                }
                missing.countDown();
            }
            if (message instanceof HttpContent content) {
                stamps.read(content.content(), EventClient.this::arrived);
            }
        }
    }
}
