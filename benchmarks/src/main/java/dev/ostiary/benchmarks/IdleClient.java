package dev.ostiary.benchmarks;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.URI;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Opens connections, sends one request on each, and keeps them open until standard input ends.
final class IdleClient {
    private static final int AT_ONCE = 64;
    private static final int PATIENCE_SECONDS = 30;

    private IdleClient() {}

    public static void main(String... arguments) throws Exception {
        Arguments given = Arguments.parse(arguments);
        int connections = given.number("connections");
        Loops loops = Loops.start(1);
        Semaphore slots = new Semaphore(AT_ONCE);
        HttpClient client =
                new HttpClient(loops, URI.create(given.text("url")), given.text("key"), () -> new Answer(slots));
        for (int i = 0; i < connections; i++) {
            take(slots, 1);
            client.open();
        }
        take(slots, AT_ONCE);
        new Figures("open").add("connections", connections).print();
        Figures.awaitEnd();
        loops.group().shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private static void take(Semaphore slots, int count) throws InterruptedException, TimeoutException {
        if (!slots.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("a request was not answered");
        }
    }

    private static final class Answer extends SimpleChannelInboundHandler<HttpObject> {
        private final Semaphore slots;

        Answer(Semaphore slots) {
            this.slots = slots;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (message instanceof HttpResponse response && !response.status().equals(HttpResponseStatus.OK)) {
                throw new IllegalStateException("answered " + response.status());
            }
            if (message instanceof LastHttpContent) {
                slots.release();
            }
        }
    }
}
