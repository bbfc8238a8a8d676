package dev.ostiary.gateway;

import java.time.Duration;

/// How a gateway listens and how long it waits.
///
/// @param host the address to listen on
/// @param port the port to listen on; 0 takes a free one
/// @param eventLoops how many threads serve connections
/// @param connectTimeout how long a connection to an upstream may take to be made
/// @param responseTimeout how long an upstream may be silent before its response begins
/// @param idleTimeout how long a body may stand still, in either direction
/// @param requestTimeout how long the head of a request may take to arrive
/// @param keepAliveTimeout how long a client's connection may wait for its next request
/// @param drainTimeout how long requests in progress get to end when the gateway closes
public record GatewaySettings(
        String host,
        int port,
        int eventLoops,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration idleTimeout,
        Duration requestTimeout,
        Duration keepAliveTimeout,
        Duration drainTimeout) {
    /// The usual settings on that address.
    public static GatewaySettings on(String host, int port) {
        return new GatewaySettings(
                host,
                port,
                Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(75),
                Duration.ofSeconds(30));
    }
}
