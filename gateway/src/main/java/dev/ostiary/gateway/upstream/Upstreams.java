package dev.ostiary.gateway.upstream;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The upstreams as one event loop sees them: its connections to them and what it knows of their health. All
/// methods run on the loop's thread.
public final class Upstreams {
    /// For how long a group that nobody calls is remembered.
    private static final long MEMORY = Duration.ofMinutes(2).toNanos();

    private final EventLoop eventLoop;
    private final UpstreamNetwork network;
    private final Map<UpstreamGroup, Balancer> balancers = new HashMap<>();
    private final Map<Origin.Key, Origin> origins = new HashMap<>();
    private long now = System.nanoTime();

    public Upstreams(EventLoop eventLoop, UpstreamNetwork network) {
        this.eventLoop = eventLoop;
        this.network = network;
    }

    /// Makes the call that carries a request to one of the group's addresses.
    ///
    /// @param request with the headers that the upstream is to see, `Host` and target as for the group's first
    /// address;
    ///     must stay as it is until the call is over, since it may have to be sent again
    public UpstreamCall call(UpstreamGroup group, HttpRequest request, UpstreamListener listener) {
        return new UpstreamCall(this, balancer(group), request, false, listener);
    }

    /// The same for a request that asks for another protocol by `Upgrade`, on a connection that serves nothing
    /// else.
    public UpstreamCall upgrade(UpstreamGroup group, HttpRequest request, UpstreamListener listener) {
        return new UpstreamCall(this, balancer(group), request, true, listener);
    }

    private Balancer balancer(UpstreamGroup group) {
        Balancer balancer = balancers.get(group);
        if (balancer == null) {
            balancer = new Balancer(group, this);
            balancers.put(group, balancer);
        }
        return balancer;
    }

    Origin origin(Origin.Key key) {
        Origin origin = origins.get(key);
        if (origin == null) {
            origin = new Origin(key, this);
            origins.put(key, origin);
        }
        return origin;
    }

    /// Closes what is no longer needed. To be called about twice a second.
    ///
    /// @param time of `System.nanoTime()`, which counts as now until the next call
    public void sweep(long time) {
        now = time;
        endpoints().forEach(endpoint -> endpoint.sweep(time));
        balancers.values().removeIf(balancer -> balancer.retireIfUnused(time, MEMORY));
        origins.values().removeIf(Origin::isUnused);
    }

    /// Closes every connection that serves no call. One that serves a call ends with it.
    public void closeAll() {
        endpoints().forEach(Endpoint::closeIdle);
    }

    /// How many connections are open.
    public int connections() {
        int open = 0;
        for (Origin origin : origins.values()) {
            for (Endpoint endpoint : origin.endpoints()) {
                open += endpoint.connections();
            }
        }
        return open;
    }

    private List<Endpoint> endpoints() {
        return origins.values().stream()
                .flatMap(origin -> origin.endpoints().stream())
                .toList();
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    UpstreamNetwork network() {
        return network;
    }

    long now() {
        return now;
    }
}
