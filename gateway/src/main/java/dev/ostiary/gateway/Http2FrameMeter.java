package dev.ostiary.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Looks at the frames of a connection of HTTP/2 as they come and takes nothing away: the codec passes over some of
/// them in silence, and does not tell of what it has a part of only. What costs the client next to nothing and the
/// gateway more is let through so often only.
final class Http2FrameMeter extends ChannelInboundHandlerAdapter {
    private static final int PREFACE_LENGTH = 24;
    private static final int HEAD_LENGTH = 9;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int PRIORITY = 2;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int CONTINUATION = 9;
    private static final int NO_FRAME = -1;
    private static final int ACK = 0x1;
    private static final int END_HEADERS = 0x4;

    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MAX_SETTINGS = 100;
    /// Pings, priorities and frames of unknown types. Clients that measure the bandwidth send a ping each round
    /// trip.
    private static final int MAX_SMALL = 20_000;

    private final LongSupplier clock;
    private final Runnable excess;
    private final byte[] head = new byte[HEAD_LENGTH];
    private int headLength;
    private int type = NO_FRAME;
    private int left = PREFACE_LENGTH;
    private boolean isInBlock;
    private boolean isUnfinished;
    private long unfinishedSince;
    private long windowSince;
    private int settings;
    private int small;

    /// @param clock nanoseconds, as of the connection's loop
    /// @param excess called for each frame beyond what is let through
    Http2FrameMeter(LongSupplier clock, Runnable excess) {
        this.clock = clock;
        this.excess = excess;
        this.windowSince = clock.getAsLong();
    }

    /// Whether a frame, a head in several frames or what the connection begins with is there in part for longer
    /// than that. Bodies have timeouts of their own.
    boolean isStuck(long now, long nanos) {
        return isUnfinished && now - unfinishedSince > nanos;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            scan(bytes, clock.getAsLong());
        }
        context.fireChannelRead(message);
    }

    private void scan(ByteBuf bytes, long now) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        boolean hasFinished = false;
        while (at < end) {
            if (left == 0) {
                head[headLength++] = bytes.getByte(at++);
                if (headLength == HEAD_LENGTH) {
                    headLength = 0;
                    begin(now);
                    hasFinished |= left == 0 && !isInBlock;
                }
            } else {
                int part = Math.min(left, end - at);
                at += part;
                left -= part;
                hasFinished |= left == 0 && !isInBlock;
            }
        }
        boolean isPart = headLength > 0 || isInBlock || left > 0 && type != DATA;
        if (isPart && (!isUnfinished || hasFinished)) {
            unfinishedSince = now;
        }
        isUnfinished = isPart;
    }

    private void begin(long now) {
        left = (head[0] & 0xFF) << 16 | (head[1] & 0xFF) << 8 | head[2] & 0xFF;
        type = head[3] & 0xFF;
        int flags = head[4];
        switch (type) {
            case HEADERS, CONTINUATION -> isInBlock = (flags & END_HEADERS) == 0;
            case SETTINGS -> {
                if ((flags & ACK) == 0) {
                    count(now, true);
                }
            }
            case PRIORITY, PING -> count(now, false);
            default -> {
                if (type > CONTINUATION) {
                    count(now, false);
                }
            }
        }
    }

    private void count(long now, boolean isSettings) {
        if (now - windowSince > WINDOW_NANOS) {
            windowSince = now;
            settings = 0;
            small = 0;
        }
        if (isSettings) {
            settings++;
        } else {
            small++;
        }
        if (settings > MAX_SETTINGS || small > MAX_SMALL) {
            excess.run();
        }
    }
}
