package dev.ostiary.core.traffic;

/// What became of requests, and why.
///
/// @param reason a word from a closed set, such as `revoked`, `upstream.timeout` or `status-503`; empty where there is
///     nothing to explain
public record TrafficCause(TrafficOutcome outcome, String reason) {
    /// Nothing to explain.
    public static final TrafficCause SERVED = new TrafficCause(TrafficOutcome.SERVED, "");

    /// The client left.
    public static final TrafficCause ABANDONED = new TrafficCause(TrafficOutcome.ABANDONED, "");
}
