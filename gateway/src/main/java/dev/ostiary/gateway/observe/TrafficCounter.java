package dev.ostiary.gateway.observe;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.traffic.LatencyScale;
import dev.ostiary.core.traffic.TrafficCause;
import dev.ostiary.core.traffic.TrafficCount;
import dev.ostiary.core.traffic.TrafficOutcome;
import dev.ostiary.core.traffic.TrafficSubject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts the requests of one event loop by route and by key, until they are taken away to be stored. A request that is
/// served is counted without allocating. For that loop's thread only.
final class TrafficCounter {
    private Map<OrganizationId, Owned> counted = new HashMap<>();

    /// What was counted of one organization.
    private static final class Owned {
        final Map<String, Counts> routes = new HashMap<>();
        final Map<KeyId, Counts> keys = new HashMap<>();
    }

    /// What was counted of one route or key.
    private static final class Counts {
        /// By bucket of latency, one further; the first is for those without, and the only one where none are
        /// told.
        final long[] served;

        final Map<TrafficCause, Long> others = new HashMap<>();

        Counts(int latencies) {
            served = new long[latencies + 1];
        }

        void add(TrafficCause cause, int latency) {
            if (cause.outcome() == TrafficOutcome.SERVED) {
                served[latency + 1]++;
            } else {
                long _ = others.merge(cause, 1L, Long::sum);
            }
        }
    }

    /// Counts a request that is over. One that was for no organization's route is nobody's.
    void count(RequestRecord request) {
        OrganizationId organization = request.organization;
        if (organization == null) {
            return;
        }
        Owned owned = counted.get(organization);
        if (owned == null) {
            owned = new Owned();
            counted.put(organization, owned);
        }
        TrafficCause cause = cause(request);
        if (request.route != null) {
            counts(owned.routes, request.route, LatencyScale.BUCKETS).add(cause, latency(request));
        }
        // A key of another organization is nothing that this one may learn of.
        if (request.key != null && request.denial != DenialReason.OTHER_ORGANIZATION) {
            counts(owned.keys, request.key, 0).add(cause, LatencyScale.NONE);
        }
    }

    private static <K> Counts counts(Map<K, Counts> all, K subject, int latencies) {
        Counts counts = all.get(subject);
        if (counts == null) {
            counts = new Counts(latencies);
            all.put(subject, counts);
        }
        return counts;
    }

    private static int latency(RequestRecord request) {
        return request.firstByteNanos == 0
                ? LatencyScale.NONE
                : LatencyScale.bucketOf(request.firstByteNanos - request.startNanos);
    }

    private static TrafficCause cause(RequestRecord request) {
        return switch (Outcome.of(request)) {
            case FORWARDED, ANSWERED ->
                request.status < 500
                        ? TrafficCause.SERVED
                        : new TrafficCause(TrafficOutcome.FAILED, "status-" + Math.min(request.status, 599));
            case DENIED, REFUSED -> new TrafficCause(TrafficOutcome.REFUSED, reason(request));
            case UPSTREAM_FAILED, BROKEN -> new TrafficCause(TrafficOutcome.FAILED, reason(request));
            case CLIENT_GONE -> TrafficCause.ABANDONED;
        };
    }

    private static String reason(RequestRecord request) {
        String reason = Outcome.reason(request);
        return reason == null ? "" : reason;
    }

    /// Adds everything since the last call.
    ///
    /// @param at when it is said to have been
    void takeInto(List<TrafficCount> batch, Instant at) {
        Map<OrganizationId, Owned> taken = counted;
        counted = new HashMap<>();
        taken.forEach((organization, owned) -> {
            owned.routes.forEach(
                    (route, counts) -> addTo(batch, organization, new TrafficSubject.Route(route), at, counts));
            owned.keys.forEach((key, counts) -> addTo(batch, organization, new TrafficSubject.Key(key), at, counts));
        });
    }

    private static void addTo(
            List<TrafficCount> batch, OrganizationId organization, TrafficSubject subject, Instant at, Counts counts) {
        for (int i = 0; i < counts.served.length; i++) {
            if (counts.served[i] != 0) {
                batch.add(new TrafficCount(organization, subject, at, TrafficCause.SERVED, i - 1, counts.served[i]));
            }
        }
        counts.others.forEach((cause, requests) ->
                batch.add(new TrafficCount(organization, subject, at, cause, LatencyScale.NONE, requests)));
    }
}
