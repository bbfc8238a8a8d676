package dev.ostiary.gateway.observe;

import dev.ostiary.core.random.Randomness;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/// Everything that a gateway tells of itself, in one place: hands each event loop its [Recorder], and whoever asks the
/// metrics. Closing it writes the access log to its end; close it after the gateway.
public final class Observation implements AutoCloseable {
    private final RouteLabels routes = new RouteLabels();
    private final List<Recorder> recorders = new CopyOnWriteArrayList<>();
    private final AccessLogSettings settings;
    private final AccessLog log;
    private final Randomness randomness;
    private final CreditCounters credits = new CreditCounters();
    private final GatewayMetrics metrics;

    private Observation(AccessLogSettings settings, AccessLog log, NodeState node, Randomness randomness, Clock clock) {
        this.settings = settings;
        this.log = log;
        this.randomness = randomness;
        this.metrics = new GatewayMetrics(recorders, routes, credits, log, node, clock);
    }

    /// Begins to observe.
    ///
    /// @param node what is known beside requests
    /// @throws IOException when the access log cannot be opened
    public static Observation open(AccessLogSettings settings, NodeState node, Randomness randomness, Clock clock)
            throws IOException {
        return new Observation(settings, AccessLog.open(settings, clock), node, randomness, clock);
    }

    /// Recorders for so many event loops, one each.
    public List<Recorder> recorders(int loops) {
        int cap = Math.max(1, settings.cap() / loops);
        List<Recorder> made = IntStream.range(0, loops)
                .mapToObj(_ -> new Recorder(routes, log.feed(cap), randomness))
                .toList();
        recorders.addAll(made);
        return made;
    }

    /// So many routes are served from now on.
    public void served(int count) {
        routes.served(count);
    }

    /// Where it is counted what calls cost.
    public CreditCounters credits() {
        return credits;
    }

    RouteLabels routes() {
        return routes;
    }

    /// The metrics at this moment. From any thread.
    ///
    /// @param accept the header of that name, which chooses the format; empty when there is none
    public Scrape scrape(String accept) {
        return metrics.scrape(accept);
    }

    /// Opens the access log's file anew, after it was moved away.
    public void reopenLog() {
        log.reopen();
    }

    @Override
    public void close() {
        log.close();
    }
}
