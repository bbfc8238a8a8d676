package dev.ostiary.core.route;

/// How a route's refusals are written. Callers of gRPC get theirs in gRPC whatever the route says.
public enum RefusalDialect {
    /// Plain text, one fixed line.
    TEXT,
    /// Problem details in JSON (RFC 9457).
    PROBLEM
}
