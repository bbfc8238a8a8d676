package dev.ostiary.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;

/// What one request comes by and its response goes by: a whole connection of HTTP/1, or one stream of HTTP/2. Responses
/// are written to its [#channel] as `HttpResponse` and `HttpContent`. Everything runs on the channel's event loop.
sealed interface ClientStream permits ClientConnection, Http2ClientStream {
    /// Where responses are written, and what says whether more of them can be taken.
    Channel channel();

    ClientAddress address();

    /// The next response is one to `HEAD`, or not: such a response has no body.
    void answeringHead(boolean isHead);

    /// Writes an answer of the gateway's own, when no response was begun.
    ///
    /// @param mayKeep whether another request may follow
    /// @param isRequestComplete whether the request was read to its end; if not, the rest is thrown away
    void answer(FullHttpResponse response, boolean isHead, boolean mayKeep, boolean isRequestComplete);

    /// Goes on after an answer that was not made while reading the request.
    void answered();

    /// The upstream's response was written to its end.
    ///
    /// @param keep whether another request may follow
    void responseEnded(boolean keep);

    /// The response broke off after it was begun, and the client is to see that it is not whole.
    ///
    /// @param isFramed whether it can see that by the response; if not, only a reset tells it
    void responseBroken(boolean isFramed);

    /// Reads on unless what was read has nowhere to go yet.
    void readAsNeeded();

    /// Whether nothing was sent behind the request, so that what comes next can be bytes of another protocol.
    boolean maySwitch();

    /// Switches to another protocol: the response is the last thing of HTTP, the handler gets the bytes that
    /// follow.
    void switchProtocol(HttpResponse response, ChannelHandler reader);
}
