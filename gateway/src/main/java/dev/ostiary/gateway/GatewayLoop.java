package dev.ostiary.gateway;

import dev.ostiary.core.access.Authenticator;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.traffic.TrafficCount;
import dev.ostiary.gateway.observe.Recorder;
import dev.ostiary.gateway.upstream.Upstreams;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One event loop and everything that belongs to it alone, so that requests share nothing that changes: its
/// connections, its upstream connections, its decision maker, its counts. All methods run on the loop's
/// thread unless they say otherwise.
final class GatewayLoop {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayLoop.class);
    /// All that is open is looked at in so many parts, each after such a time: everything every half second.
    private static final int PARTS = 10;
    private static final long PART_MILLIS = 50;

    private final EventLoop eventLoop;
    private final GatewayContext gateway;
    private final RequestIds requestIds;
    private final Recorder recorder;
    private final UsageCounter usage = new UsageCounter();
    private final Authenticator authenticator;
    private final Upstreams upstreams;
    private final Admission admission;
    private final OpenConnections connections = new OpenConnections();
    private long now = System.nanoTime();
    private int part;
    private boolean isDraining;

    GatewayLoop(EventLoop eventLoop, GatewayContext gateway, Recorder recorder) {
        this.eventLoop = eventLoop;
        this.recorder = recorder;
        this.gateway = gateway;
        List<KeyDigester> digesters = digesters(gateway.peppers());
        this.authenticator = new Authenticator(digesters.getFirst());
        this.authenticator.replaceDigesters(digesters.getFirst(), digesters.subList(1, digesters.size()));
        this.admission = new Admission(gateway, authenticator, usage);
        this.requestIds = new RequestIds(gateway.randomness());
        this.upstreams = new Upstreams(eventLoop, gateway.upstreamNetwork());
    }

    private static List<KeyDigester> digesters(List<Pepper> peppers) {
        return peppers.stream().map(KeyDigester::new).toList();
    }

    /// Goes over to other peppers, newest first. Done when the next request is judged by them. From any thread.
    Future<?> replacePeppers(List<Pepper> peppers) {
        List<KeyDigester> digesters = digesters(peppers);
        return eventLoop.submit(
                () -> authenticator.replaceDigesters(digesters.getFirst(), digesters.subList(1, digesters.size())));
    }

    /// Begins to look for what stands still or is no longer permitted. From any thread.
    void start() {
        var unused = eventLoop.scheduleAtFixedRate(this::sweep, PART_MILLIS, PART_MILLIS, TimeUnit.MILLISECONDS);
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    Admission admission() {
        return admission;
    }

    RequestIds requestIds() {
        return requestIds;
    }

    /// Where it is counted what happens here.
    Recorder recorder() {
        return recorder;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    /// Nanoseconds of the monotonic clock, true to a twentieth of a second: enough for timeouts, and free.
    long now() {
        return now;
    }

    /// Whether the gateway is closing: connections end with the request in progress.
    boolean isDraining() {
        return isDraining;
    }

    void add(OpenConnection connection) {
        connections.add(connection);
    }

    void remove(OpenConnection connection) {
        connections.remove(connection);
    }

    /// Everything counted since the last call. From any thread.
    Future<UsageCounter.Batch> takeUsage() {
        return eventLoop.submit(usage::take);
    }

    /// The requests by route and key since the last call. From any thread.
    ///
    /// @param at when they are said to have been
    Future<List<TrafficCount>> takeTraffic(Instant at) {
        return eventLoop.submit(() -> recorder.takeTraffic(at));
    }

    /// Ends idle connections now and the others with their request. Done when none is left. From any thread.
    Future<Void> drain() {
        Promise<Void> drained = eventLoop.newPromise();
        eventLoop.execute(() -> {
            isDraining = true;
            connections.copy().forEach(OpenConnection::drain);
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
            connections.copy().forEach(OpenConnection::close);
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
        try {
            connections.checkSome(PARTS, now, gateway.clock().instant());
            part++;
            if (part == PARTS) {
                part = 0;
                upstreams.sweep(now);
                recorder.upstreamConnections(upstreams.connections());
            }
        } catch (RuntimeException bug) {
            // Looked at again in a moment: nothing else would end what stands still.
            LOG.atError().setCause(bug).log("open connections could not all be looked at");
        }
    }
}
