package dev.ostiary.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;

/// What carries one call at a time to an upstream: a connection of HTTP/1, or a stream of HTTP/2.
interface Carrier {
    /// Writes the head of a request.
    ///
    /// @param isWatched whether to tell the call when it was sent ([UpstreamCall#headSent])
    void writeHead(HttpRequest head, boolean isWatched);

    void write(HttpContent content);

    void flush();

    boolean isWritable();

    void setReading(boolean read);

    /// Gives the call up before its end.
    void cancel();

    /// Hands the connection over as [UpstreamCall#becomeTunnel] says.
    Channel becomeTunnel(ChannelHandler reader);
}
