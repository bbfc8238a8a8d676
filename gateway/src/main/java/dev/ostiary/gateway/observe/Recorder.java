package dev.ostiary.gateway.observe;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.traffic.TrafficCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Counts what happens on one event loop, and hands finished requests to the access log. It takes no lock and,
/// while the log is off, allocates nothing; whoever reads metrics looks at the counters from outside. All public
/// methods are for that loop's thread only.
public final class Recorder {
    /// The single counters.
    enum Count {
        CONNECTIONS_ACCEPTED,
        CONNECTIONS_CLOSED,
        UPSTREAM_CONNECTIONS,
        REQUEST_BYTES,
        RESPONSE_BYTES,
        CLIENTS_GONE
    }

    private final EnumCounters<Count> counts = new EnumCounters<>(Count.class);
    private final Counters active = new Counters(MethodLabel.COUNT);
    private final EnumCounters<DenialReason> denials = new EnumCounters<>(DenialReason.class);
    private final EnumCounters<ProblemCode> problems = new EnumCounters<>(ProblemCode.class);
    private final SeriesTable durations = new SeriesTable();
    private final SeriesTable firstBytes = new SeriesTable();
    private final TrafficCounter traffic = new TrafficCounter();
    private final RouteLabels routes;
    private final AccessFeed log;
    private final TraceParents traceParents;

    Recorder(RouteLabels routes, AccessFeed log, Randomness randomness) {
        this.routes = routes;
        this.log = log;
        this.traceParents = new TraceParents(randomness);
    }

    /// Whether requests are written down, so that details are worth looking up.
    public boolean isLogging() {
        return log.isOn();
    }

    /// Makes and checks trace contexts.
    public TraceParents traceParents() {
        return traceParents;
    }

    public void connectionOpened() {
        counts.increment(Count.CONNECTIONS_ACCEPTED);
    }

    public void connectionClosed() {
        counts.increment(Count.CONNECTIONS_CLOSED);
    }

    /// How many connections to upstreams are open now.
    public void upstreamConnections(int open) {
        counts.add(Count.UPSTREAM_CONNECTIONS, open - counts.get(Count.UPSTREAM_CONNECTIONS));
    }

    /// A request came.
    ///
    /// @param method as it was sent; `_OTHER` stands for one that could not be read
    /// @param clientAddress the socket's
    public void begin(RequestRecord request, String method, Protocol protocol, String clientAddress) {
        request.clear();
        request.isOpen = true;
        request.startNanos = System.nanoTime();
        request.method = MethodLabel.of(method);
        request.protocol = protocol;
        request.clientAddress = clientAddress;
        active.increment(request.method);
    }

    /// A request is over, whatever became of it. A request that is over already stays so.
    public void finish(RequestRecord request) {
        if (!request.isOpen) {
            return;
        }
        request.isOpen = false;
        long tookNanos = System.nanoTime() - request.startNanos;
        active.add(request.method, -1);
        RouteLabel route = request.route == null ? RouteLabels.NONE : routes.of(request.route);
        durations.of(request.method, request.status, route).record(tookNanos);
        if (request.firstByteNanos != 0) {
            firstBytes
                    .of(MethodLabel.OTHER, SeriesTable.NO_STATUS, route)
                    .record(request.firstByteNanos - request.startNanos);
        }
        if (request.requestBytes != 0) {
            counts.add(Count.REQUEST_BYTES, request.requestBytes);
        }
        counts.add(Count.RESPONSE_BYTES, request.responseBytes);
        if (request.isClientGone) {
            counts.increment(Count.CLIENTS_GONE);
        }
        if (request.denial != null) {
            denials.increment(request.denial);
        }
        if (request.problem != null) {
            problems.increment(request.problem);
        }
        traffic.count(request);
        if (log.isOn()) {
            log.add(request, tookNanos);
        }
    }

    /// The requests by route and key since the last call.
    ///
    /// @param at when they are said to have been
    public List<TrafficCount> takeTraffic(Instant at) {
        List<TrafficCount> taken = new ArrayList<>();
        traffic.takeInto(taken, at);
        return taken;
    }

    /// How often that happened. From any thread.
    long count(Count what) {
        return counts.get(what);
    }

    /// Requests in progress by method. From any thread.
    Counters active() {
        return active;
    }

    /// From any thread.
    EnumCounters<DenialReason> denials() {
        return denials;
    }

    /// From any thread.
    EnumCounters<ProblemCode> problems() {
        return problems;
    }

    SeriesTable durations() {
        return durations;
    }

    SeriesTable firstBytes() {
        return firstBytes;
    }
}
