package dev.ostiary.core.traffic;

import java.time.Instant;

/// One step of a [TrafficHistory].
///
/// @param at when it began
public record TrafficPoint(Instant at, TrafficTotals totals) {}
