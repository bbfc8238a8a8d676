package dev.ostiary.gateway;

import dev.ostiary.core.access.Authenticator;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.usage.KeyUsage;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// One event loop and everything that belongs to it alone, so that requests share nothing that changes: its
/// connections, its upstream connections, its decision maker, its counts. All methods run on the loop's
/// thread unless they say otherwise.
final class GatewayLoop {
    private static final long SWEEP_MILLIS = 500;

    private final EventLoop eventLoop;
    private final Authenticator authenticator;
    private final RequestIds requestIds;
    private final UsageCounter usage = new UsageCounter();
    private final UpstreamPools upstreams;
    private final Set<ClientConnection> connections = new LinkedHashSet<>();
    private long now = System.nanoTime();
    private boolean isDraining;

    GatewayLoop(EventLoop eventLoop, GatewayContext gateway) {
        this.eventLoop = eventLoop;
        this.authenticator = new Authenticator(new KeyDigester(gateway.pepper()));
        this.requestIds = new RequestIds(gateway.randomness());
        this.upstreams = new UpstreamPools(this, gateway);
    }

    /// Begins to look for connections that stand still. From any thread.
    void start() {
        var unused = eventLoop.scheduleAtFixedRate(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    RequestIds requestIds() {
        return requestIds;
    }

    UsageCounter usage() {
        return usage;
    }

    UpstreamPools upstreams() {
        return upstreams;
    }

    /// Nanoseconds of the monotonic clock, true to half a second: enough for timeouts, and free.
    long now() {
        return now;
    }

    /// Whether the gateway is closing: connections end with the request in progress.
    boolean isDraining() {
        return isDraining;
    }

    void add(ClientConnection connection) {
        connections.add(connection);
    }

    void remove(ClientConnection connection) {
        connections.remove(connection);
    }

    /// Everything counted since the last call. From any thread.
    Future<List<KeyUsage>> takeUsage() {
        return eventLoop.submit(usage::take);
    }

    /// Ends idle connections now and the others with their request. Done when none is left. From any thread.
    Future<Void> drain() {
        Promise<Void> drained = eventLoop.newPromise();
        eventLoop.execute(() -> {
            isDraining = true;
            List.copyOf(connections).forEach(ClientConnection::closeIfIdle);
            awaitEmpty(drained);
        });
        return drained;
    }

    /// Ends every connection, whatever it is doing. Done when the sockets are closed and all that was being written
    /// is let go.
    /// From any thread.
    Future<Void> closeAll() {
        Promise<Void> closed = eventLoop.newPromise();
        eventLoop.execute(() -> {
            upstreams.closeAll();
            List.copyOf(connections).forEach(ClientConnection::close);
            awaitEmpty(closed);
        });
        return closed;
    }

    private void awaitEmpty(Promise<Void> drained) {
        if (connections.isEmpty()) {
            drained.trySuccess(null);
        } else {
            var unused = eventLoop.schedule(() -> awaitEmpty(drained), 10, TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        now = System.nanoTime();
        for (ClientConnection connection : new ArrayList<>(connections)) {
            connection.checkDeadlines(now);
        }
        upstreams.evictIdle(now);
    }
}
