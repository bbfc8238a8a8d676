package dev.ostiary.core.traffic;

import java.time.Instant;

/// What was counted of one kind of requests in one span.
///
/// @param start when the span began
/// @param latency as in [TrafficCount]
public record TrafficCell(Instant start, TrafficCause cause, int latency, long requests) {}
