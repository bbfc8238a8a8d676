package dev.ostiary.gateway;

import java.time.Duration;

/// How long a gateway waits for its clients. They are kept to half a second. How long a body may stand still is one of
/// the upstreams' timeouts, since it holds for both sides.
///
/// @param handshake for the TLS handshake of a connection
/// @param head for a request's head to arrive, and for a body that has to be collected before the request is judged
/// @param write for a client to take what waits to be written to it: at most 256 KiB over HTTP/1, 64 KiB a stream over
///     HTTP/2
/// @param keepAlive while a connection waits for its next request
/// @param tunnelIdle while a WebSocket is silent both ways
public record ClientTimeouts(
        Duration handshake, Duration head, Duration write, Duration keepAlive, Duration tunnelIdle) {
    /// Ten seconds to shake hands, fifteen for a head, a minute to take what waits, 75 seconds between requests, an
    /// hour for a silent WebSocket.
    public static final ClientTimeouts USUAL = new ClientTimeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofSeconds(75),
            Duration.ofHours(1));

    public ClientTimeouts {
        if (!handshake.isPositive()
                || !head.isPositive()
                || !write.isPositive()
                || !keepAlive.isPositive()
                || !tunnelIdle.isPositive()) {
            throw new IllegalArgumentException("a timeout is longer than nothing");
        }
    }
}
