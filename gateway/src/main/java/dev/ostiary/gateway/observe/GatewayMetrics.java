package dev.ostiary.gateway.observe;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.problem.Owner;
import dev.ostiary.core.problem.ProblemCode;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Reads the counters of all event loops and writes them as metrics. The names are those of OpenTelemetry where it has
/// one, else begin with `ostiary_`; `docs/metrics.md` lists them all. Labels come from closed sets. From any thread.
final class GatewayMetrics {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String UPSTREAM = "upstream.";

    private final List<Recorder> recorders;
    private final RouteLabels routes;
    private final CreditCounters credits;
    private final AccessLog log;
    private final NodeState node;
    private final Clock clock;

    /// @param recorders may grow
    GatewayMetrics(
            List<Recorder> recorders,
            RouteLabels routes,
            CreditCounters credits,
            AccessLog log,
            NodeState node,
            Clock clock) {
        this.recorders = recorders;
        this.routes = routes;
        this.credits = credits;
        this.log = log;
        this.node = node;
        this.clock = clock;
    }

    Scrape scrape(String accept) {
        ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
        ExpositionFormatWriter writer = openMetrics.accepts(accept) ? openMetrics : PrometheusTextFormatWriter.create();
        ByteArrayOutputStream body = new ByteArrayOutputStream(32 * 1024);
        Samples samples = new Samples();
        addRequests(samples);
        addRefusals(samples);
        addCredits(samples);
        addConnections(samples);
        addNode(samples);
        addAccessLog(samples);
        ProcessMetrics.addTo(samples);
        try {
            writer.write(body, samples.build());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Scrape(writer.getContentType(), body.toString(StandardCharsets.UTF_8));
    }

    private void addRequests(Samples samples) {
        samples.histogram(
                "http_server_request_duration_seconds",
                "Time from a request's head to the end of its response.",
                merged(
                        Recorder::durations,
                        series -> Labels.of(
                                "http_request_method",
                                MethodLabel.name(series.method()),
                                "http_response_status_code",
                                SeriesTable.Series.statusLabel(series.status()),
                                "http_route",
                                series.route().name())));
        samples.histogram(
                "ostiary_upstream_first_byte_seconds",
                "Time from a request's head to the head of the upstream's response.",
                merged(
                        Recorder::firstBytes,
                        series -> Labels.of("http_route", series.route().name())));
        Map<Integer, Long> active = new LinkedHashMap<>();
        for (int method = 0; method < MethodLabel.COUNT; method++) {
            int index = method;
            active.put(method, sum(recorder -> recorder.active().get(index)));
        }
        samples.gauge(
                "http_server_active_requests",
                "Requests in progress.",
                active,
                method -> Labels.of("http_request_method", MethodLabel.name(method)));
        samples.counter("ostiary_request_bytes", "Bytes of requests' bodies.", count(Recorder.Count.REQUEST_BYTES));
        samples.counter("ostiary_response_bytes", "Bytes of responses' bodies.", count(Recorder.Count.RESPONSE_BYTES));
        samples.counter(
                "ostiary_clients_gone",
                "Requests whose client left before the response was whole.",
                count(Recorder.Count.CLIENTS_GONE));
    }

    private Map<Labels, Samples.Distribution> merged(
            Function<Recorder, SeriesTable> table, Function<SeriesTable.Series, Labels> labels) {
        Map<Labels, Samples.Distribution> merged = new LinkedHashMap<>();
        for (Recorder recorder : recorders) {
            for (SeriesTable.Series series : table.apply(recorder).all()) {
                merged.computeIfAbsent(labels.apply(series), _ -> new Samples.Distribution())
                        .add(series.durations());
            }
        }
        return merged;
    }

    private void addRefusals(Samples samples) {
        Map<DenialReason, Long> denials = new LinkedHashMap<>();
        for (DenialReason reason : DenialReason.values()) {
            denials.put(reason, sum(recorder -> recorder.denials().get(reason)));
        }
        samples.counter(
                "ostiary_denials",
                "Requests whose credential did not open the door.",
                denials,
                reason -> Labels.of("reason", reason.label()));
        Map<ProblemCode, Long> refusals = new LinkedHashMap<>();
        Map<ProblemCode, Long> failures = new LinkedHashMap<>();
        Map<ProblemCode, Long> limited = new LinkedHashMap<>();
        for (ProblemCode problem : ProblemCode.values()) {
            long count = sum(recorder -> recorder.problems().get(problem));
            (problem.owner() == Owner.UPSTREAM ? failures : refusals).put(problem, count);
            if (problem.status() == TOO_MANY_REQUESTS) {
                limited.put(problem, count);
            }
        }
        samples.counter(
                "ostiary_refusals",
                "Requests that the gateway refused, or ended, for a reason that is not the upstream's.",
                refusals,
                problem -> Labels.of("code", problem.code()));
        samples.counter(
                "ostiary_rate_limited",
                "Requests refused for a limit on their rate.",
                limited,
                problem -> Labels.of("code", problem.code()));
        samples.counter(
                "ostiary_upstream_failures",
                "Requests that failed at the upstream.",
                failures,
                problem -> Labels.of("reason", failure(problem)));
    }

    private static String failure(ProblemCode problem) {
        String code = problem.code();
        return code.startsWith(UPSTREAM) ? code.substring(UPSTREAM.length()) : code;
    }

    private void addCredits(Samples samples) {
        samples.counter("ostiary_credits_spent", "Credits that calls cost.", credits.spent());
        samples.counter(
                "ostiary_credits_owed",
                "Credits of calls that were let in while the store could not be asked.",
                credits.owed());
        samples.counter(
                "ostiary_credits_overdrawn",
                "Of the credits that were owed, those that were not there.",
                credits.overdrawn());
    }

    private void addConnections(Samples samples) {
        long accepted = count(Recorder.Count.CONNECTIONS_ACCEPTED);
        samples.counter("ostiary_connections_accepted", "Connections of clients so far.", accepted);
        samples.gauge(
                "ostiary_connections",
                "Open connections of clients.",
                accepted - count(Recorder.Count.CONNECTIONS_CLOSED));
        samples.gauge(
                "http_client_open_connections",
                "Open connections to upstreams.",
                count(Recorder.Count.UPSTREAM_CONNECTIONS));
    }

    private void addNode(Samples samples) {
        samples.gauge(
                "ostiary_node_ready", "1 when /readyz is green.", node.standing() == NodeState.Standing.READY ? 1 : 0);
        samples.gauge("ostiary_keys", "Keys the node knows.", node.keys());
        samples.gauge("ostiary_routes", "Routes the node serves.", routes.served());
        samples.gauge(
                "ostiary_changes_applied", "The number of the newest change that is obeyed.", node.appliedChange());
        Instant heardAt = node.heardAt();
        samples.gauge(
                "ostiary_change_age_seconds",
                "Time since the store last answered; infinite before it did.",
                heardAt.equals(Instant.EPOCH)
                        ? Double.POSITIVE_INFINITY
                        : Duration.between(heardAt, clock.instant()).toMillis() / 1e3);
    }

    private void addAccessLog(Samples samples) {
        samples.counter("ostiary_access_log_lines", "Lines of the access log that were written.", log.written());
        Map<String, Long> dropped = new LinkedHashMap<>();
        for (AccessFeed.Dropped why : AccessFeed.Dropped.values()) {
            dropped.put(Outcome.label(why), log.dropped(why));
        }
        dropped.put("failed", log.failed());
        samples.counter(
                "ostiary_access_log_dropped",
                "Lines of the access log that were not written.",
                dropped,
                why -> Labels.of("reason", why));
    }

    private long count(Recorder.Count what) {
        return sum(recorder -> recorder.count(what));
    }

    private long sum(ToLongFunction<Recorder> counter) {
        long sum = 0;
        for (Recorder recorder : recorders) {
            sum += counter.applyAsLong(recorder);
        }
        return sum;
    }
}
