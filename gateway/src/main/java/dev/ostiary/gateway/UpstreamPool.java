package dev.ostiary.gateway;

import dev.ostiary.core.agent.UpstreamUrl;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// The connections of one event loop to one upstream. The one used last is used first, so that those not
/// needed grow old and are closed.
final class UpstreamPool {
    private static final int MAX_IDLE = 256;
    private static final long MAX_IDLE_NANOS = Duration.ofSeconds(50).toNanos();

    private final UpstreamUrl upstream;
    private final GatewayLoop loop;
    private final GatewayContext gateway;
    private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
    private int open;

    UpstreamPool(UpstreamUrl upstream, GatewayLoop loop, GatewayContext gateway) {
        this.upstream = upstream;
        this.loop = loop;
        this.gateway = gateway;
    }

    /// Gives the exchange a connection, now or when one was made.
    void acquire(Exchange exchange) {
        UpstreamConnection connection = idle.pollLast();
        while (connection != null && !connection.isActive()) {
            connection = idle.pollLast();
        }
        if (connection != null) {
            exchange.connected(connection);
        } else {
            open++;
            new UpstreamConnector(upstream, loop.eventLoop(), gateway, this).connect(exchange);
        }
    }

    UpstreamConnection connection(Channel channel) {
        return new UpstreamConnection(channel, this);
    }

    /// No connection came of it.
    void connectFailed() {
        open--;
    }

    /// Takes a connection back that can serve again.
    void release(UpstreamConnection connection) {
        if (!connection.isActive() || idle.size() >= MAX_IDLE) {
            connection.close();
            return;
        }
        connection.idle(loop.now());
        idle.addLast(connection);
    }

    /// A connection was closed, by whichever side.
    void forget(UpstreamConnection connection) {
        open--;
        idle.remove(connection);
    }

    void evictIdle(long now) {
        while (!idle.isEmpty() && now - idle.getFirst().idleSince() > MAX_IDLE_NANOS) {
            idle.removeFirst().close();
        }
    }

    void closeIdle() {
        while (!idle.isEmpty()) {
            idle.removeFirst().close();
        }
    }

    boolean isUnused() {
        return open == 0;
    }

    GatewaySettings settings() {
        return gateway.settings();
    }
}
