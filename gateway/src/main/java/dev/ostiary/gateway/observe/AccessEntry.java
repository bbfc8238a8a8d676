package dev.ostiary.gateway.observe;

import org.jspecify.annotations.Nullable;

/// A finished request as the access log gets it.
///
/// @param startNanos when it came, by the monotonic clock
/// @param firstByteNanos how long after that the upstream's response began; -1 when none did
record AccessEntry(
        long startNanos,
        long durationNanos,
        long firstByteNanos,
        @Nullable String requestId,
        @Nullable String traceparent,
        @Nullable String clientAddress,
        Protocol protocol,
        int method,
        @Nullable String target,
        int pathEnd,
        @Nullable String route,
        int status,
        Outcome outcome,
        @Nullable String reason,
        @Nullable String keyId,
        @Nullable String upstream,
        long requestBytes,
        long responseBytes,
        @Nullable String userAgent) {
    static AccessEntry of(RequestRecord request, long durationNanos) {
        return new AccessEntry(
                request.startNanos,
                durationNanos,
                request.firstByteNanos == 0 ? -1 : request.firstByteNanos - request.startNanos,
                request.requestId,
                request.traceparent,
                request.clientAddress,
                request.protocol,
                request.method,
                request.target,
                request.pathEnd,
                request.route,
                request.status,
                Outcome.of(request),
                Outcome.reason(request),
                request.key == null ? null : request.key.value(),
                request.upstream,
                request.requestBytes,
                request.responseBytes,
                request.userAgent);
    }
}
