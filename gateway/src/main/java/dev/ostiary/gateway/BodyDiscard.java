package dev.ostiary.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;

/// Gets rid of what a client still sends of a request that was answered without it. A little is read over, so
/// that the connection can go on; otherwise the sending side is closed and the rest read away for a moment,
/// because closing at once would make the client's system throw away the answer (RFC 9112, section 9.6).
final class BodyDiscard {
    private static final long MAX_SKIPPED = 64 * 1024;
    private static final long LINGER_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long SKIP_NANOS = Duration.ofSeconds(30).toNanos();

    private final Channel channel;
    private final GatewayLoop loop;
    private final long sendNanos;
    private boolean isSkipping;
    private long skipped;
    private boolean isLingering;
    private boolean isSent;
    private long since;

    /// Makes one for a connection.
    ///
    /// @param sendTimeout how long the client may take to read what was written before the end
    BodyDiscard(Channel channel, GatewayLoop loop, Duration sendTimeout) {
        this.channel = channel;
        this.loop = loop;
        this.sendNanos = sendTimeout.toNanos();
    }

    /// Whether the body of a request is said to be short enough to be read over.
    static boolean maySkip(HttpRequest request) {
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null
                ? !HttpUtil.isTransferEncodingChunked(request)
                : HttpUtil.getContentLength(request, 0L) <= MAX_SKIPPED;
    }

    /// Reads over what is left of the request.
    void untilEndOfRequest() {
        isSkipping = true;
        skipped = 0;
        since = loop.now();
    }

    /// Sends what was written, says that no more will come, and reads away what the client sends until it closes
    /// too.
    void linger() {
        if (isLingering) {
            return;
        }
        isLingering = true;
        isSkipping = false;
        since = loop.now();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) written -> {
            isSent = true;
            since = loop.now();
            if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            } else {
                channel.close();
            }
        });
        channel.config().setAutoRead(true);
    }

    boolean isActive() {
        return isSkipping || isLingering;
    }

    boolean isLingering() {
        return isLingering;
    }

    void take(HttpContent content) {
        skipped += content.content().readableBytes();
        boolean isLast = content instanceof LastHttpContent;
        boolean isBroken = content.decoderResult().isFailure();
        content.release();
        if (isSkipping && isLast) {
            isSkipping = false;
        }
        if (!isLingering && (isBroken || skipped > MAX_SKIPPED)) {
            channel.close();
        }
    }

    boolean isOverdue(long now) {
        if (!isLingering) {
            return isSkipping && now - since > SKIP_NANOS;
        }
        return now - since > (isSent ? LINGER_NANOS : sendNanos);
    }
}
