package dev.ostiary.gateway.upstream;

import dev.ostiary.core.problem.ProblemCode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// One machine and port, and the connections of an event loop to it. Of those that are idle, the one used last is used
/// first, so that those not needed grow old and are closed. Connections of HTTP/2 serve many calls each.
final class Endpoint implements Connector.Outcome {
    private final Origin origin;
    private final InetSocketAddress address;
    private final Upstreams upstreams;
    private final Health health;
    private final Deque<Http1Connection> idle = new ArrayDeque<>();
    private final List<Http2Connection> multiplexed = new ArrayList<>(0);
    private final Deque<UpstreamCall> waiting = new ArrayDeque<>(2);
    private int connecting;
    private int open;
    private int outstanding;
    private boolean isHttp1;
    private boolean isRetired;

    Endpoint(Origin origin, InetSocketAddress address, Upstreams upstreams) {
        this.origin = origin;
        this.address = address;
        this.upstreams = upstreams;
        this.health = new Health(upstreams.network().settings().ejection());
        this.isHttp1 = origin.key().protocol() == Origin.Protocol.HTTP1;
    }

    Origin origin() {
        return origin;
    }

    InetSocketAddress address() {
        return address;
    }

    Health health() {
        return health;
    }

    /// How many connections to it are open.
    int connections() {
        return open;
    }

    /// How many calls are under way there, or wait for a connection.
    int outstanding() {
        return outstanding;
    }

    /// Gives the call a connection, now or when one was made.
    ///
    /// @param isFresh whether a connection that has served before will not do
    void serve(UpstreamCall call, boolean isFresh) {
        outstanding++;
        if (call.isUpgrade()) {
            serveUpgrade(call);
        } else if (isFresh || !serveByIdle(call) && !serveByStream(call)) {
            waiting.addLast(call);
            connectAsNeeded(call.timeouts().connect());
        }
    }

    private boolean serveByIdle(UpstreamCall call) {
        long now = upstreams.now();
        for (Http1Connection connection = idle.pollLast(); connection != null; connection = idle.pollLast()) {
            if (connection.mayServe(now)) {
                connection.serve(call, now);
                return true;
            }
            connection.close();
        }
        return false;
    }

    private boolean serveByStream(UpstreamCall call) {
        for (Http2Connection connection : multiplexed) {
            if (connection.hasRoom()) {
                connection.serve(call);
                return true;
            }
        }
        return false;
    }

    /// Where HTTP/2 is or may be spoken, one connection is made at a time: it may serve all that wait.
    private void connectAsNeeded(Duration timeout) {
        int needed = isHttp1 ? waiting.size() : Math.min(1, waiting.size());
        while (connecting < needed) {
            connecting++;
            open++;
            new Connector(this, upstreams, false, timeout, this).connect();
        }
    }

    private void serveUpgrade(UpstreamCall call) {
        if (origin.key().protocol() == Origin.Protocol.HTTP2) {
            call.fail(ProblemCode.UPSTREAM_WITHOUT_UPGRADE);
            return;
        }
        open++;
        Connector.Outcome outcome = new Connector.Outcome() {
            @Override
            public void connected(Http1Connection connection) {
                if (call.isOver()) {
                    connection.close();
                } else {
                    connection.serve(call, upstreams.now());
                }
            }

            @Override
            public void connected(Http2Connection connection) {
                connection.close();
                call.connectFailed();
            }

            @Override
            public void failed() {
                connectFailed();
                call.connectFailed();
            }
        };
        new Connector(this, upstreams, true, call.timeouts().connect(), outcome).connect();
    }

    /// The call that was served here ended, or went elsewhere.
    void leave(UpstreamCall call) {
        outstanding--;
        if (!waiting.isEmpty()) {
            waiting.remove(call);
        }
    }

    @Override
    public void connected(Http1Connection connection) {
        connecting--;
        isHttp1 = true;
        release(connection);
        if (!waiting.isEmpty()) {
            connectAsNeeded(waiting.getFirst().timeouts().connect());
        }
    }

    @Override
    public void connected(Http2Connection connection) {
        connecting--;
        isHttp1 = false;
        multiplexed.add(connection);
        if (!connection.hasRoom()) {
            turnAway();
        }
        roomMade(connection);
        if (isRetired) {
            connection.retire();
        }
    }

    @Override
    public void failed() {
        connecting--;
        connectFailed();
        if (isHttp1) {
            UpstreamCall first = waiting.pollFirst();
            if (first != null) {
                first.connectFailed();
            }
        } else {
            turnAway();
        }
    }

    private void connectFailed() {
        open--;
        health.failed(upstreams.now());
        origin.doubt();
    }

    private void turnAway() {
        List<UpstreamCall> turnedAway = List.copyOf(waiting);
        waiting.clear();
        turnedAway.forEach(UpstreamCall::connectFailed);
    }

    /// A connection can serve more calls than it does.
    void roomMade(Http2Connection connection) {
        while (!waiting.isEmpty() && connection.hasRoom()) {
            connection.serve(waiting.removeFirst());
        }
        if (!waiting.isEmpty()) {
            connectAsNeeded(waiting.getFirst().timeouts().connect());
        }
    }

    /// Takes a connection back that can serve again.
    void release(Http1Connection connection) {
        UpstreamCall next = waiting.pollFirst();
        if (next != null) {
            connection.serve(next, upstreams.now());
        } else if (isRetired
                || !connection.isActive()
                || idle.size() >= upstreams.network().settings().maxIdleConnections()) {
            connection.close();
        } else {
            connection.idle(upstreams.now());
            idle.addLast(connection);
        }
    }

    /// A connection was closed, by whichever side, or is no longer this endpoint's.
    void forget(Http1Connection connection) {
        open--;
        idle.remove(connection);
    }

    /// The same of HTTP/2.
    void forget(Http2Connection connection) {
        open--;
        multiplexed.remove(connection);
    }

    void sweep(long now) {
        idle.removeIf(connection -> {
            boolean isStale = !connection.mayServe(now);
            if (isStale) {
                connection.close();
            }
            return isStale;
        });
        List.copyOf(multiplexed).forEach(connection -> connection.sweep(now));
    }

    /// Closes every connection that serves no call.
    void closeIdle() {
        while (!idle.isEmpty()) {
            idle.removeFirst().close();
        }
        List.copyOf(multiplexed).forEach(Http2Connection::closeIfIdle);
    }

    /// The name no longer leads here: connections end with what they serve.
    void retire() {
        isRetired = true;
        closeIdle();
        List.copyOf(multiplexed).forEach(Http2Connection::retire);
    }

    boolean isUnused() {
        return open == 0 && outstanding == 0;
    }
}
