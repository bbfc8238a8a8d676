package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.http1.RequestEncoder;
import io.netty.channel.ChannelPipeline;

/// How HTTP/1 is written to and read from an upstream: the one place that names the codec's handlers. What follows
/// them in the pipeline gets `HttpResponse` and `HttpContent`, each message ended by a `LastHttpContent`, interim
/// ones and `101` too; it writes `HttpRequest` and `HttpContent`. A request's head and contents may be written again
/// after a failure, so encoding leaves the head as it is.
final class Http1Codec {
    private Http1Codec() {}

    static void add(ChannelPipeline pipeline, Http1Connection connection) {
        pipeline.addLast(connection.decoder(), new RequestEncoder());
    }

    /// Takes the codec off; what it has not decoded yet goes to the handlers behind it.
    static void remove(ChannelPipeline pipeline, Http1Connection connection) {
        pipeline.remove(RequestEncoder.class);
        pipeline.remove(connection.decoder());
    }
}
