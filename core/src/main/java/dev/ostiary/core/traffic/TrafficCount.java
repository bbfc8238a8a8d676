package dev.ostiary.core.traffic;

import dev.ostiary.core.id.OrganizationId;
import java.time.Instant;

/// So many requests at about the same time that are alike.
///
/// @param organization whose they are
/// @param at when they ended, to the minute
/// @param latency the bucket of [LatencyScale] in which their answers began; [LatencyScale#NONE] when that is not known
public record TrafficCount(
        OrganizationId organization,
        TrafficSubject subject,
        Instant at,
        TrafficCause cause,
        int latency,
        long requests) {
    /// The same with another number.
    public TrafficCount of(long number) {
        return new TrafficCount(organization, subject, at, cause, latency, number);
    }
}
