package dev.ostiary.gateway;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How much of everything a gateway takes from its clients.
///
/// @param maxConnections open at once; one more is answered 503 and closed
/// @param maxConnectionsPerAddress open at once from one address; 0 for no such limit
/// @param maxStreams requests in progress at once on one connection of HTTP/2
/// @param maxHeaders in the head of a request
/// @param maxHeadersBytes of names and values in the head of a request
/// @param maxBody of a request, in bytes; [#UNLIMITED] for none
/// @param minBodyRate bytes a second that a client has to send of a body on average, once ten seconds were spent
/// waiting
///     for it; 0 for no such limit. gRPC calls and requests that are answered while they are sent are exempt.
public record ClientLimits(
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxStreams,
        int maxHeaders,
        int maxHeadersBytes,
        long maxBody,
        int minBodyRate) {
    /// The limit of what has none.
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final int USUAL_CONNECTIONS = 20_000;

    public ClientLimits {
        if (maxConnections < 1
                || maxConnectionsPerAddress < 0
                || maxStreams < 1
                || maxHeaders < 1
                || maxHeadersBytes < 1
                || maxBody < 0
                || minBodyRate < 0) {
            throw new IllegalArgumentException("a limit leaves room for something");
        }
    }

    /// The usual limits: 20,000 connections, or three quarters of the files that the process may have open, since
    /// connections to upstreams need some too.
    public static ClientLimits usual() {
        return new ClientLimits(usualConnections(), 0, 128, 100, 32 * 1024, UNLIMITED, 0);
    }

    /// The same with another limit of bodies.
    public ClientLimits withMaxBody(long bytes) {
        return new ClientLimits(
                maxConnections, maxConnectionsPerAddress, maxStreams, maxHeaders, maxHeadersBytes, bytes, minBodyRate);
    }

    /// The same with another rate for bodies.
    public ClientLimits withMinBodyRate(int bytesPerSecond) {
        return new ClientLimits(
                maxConnections,
                maxConnectionsPerAddress,
                maxStreams,
                maxHeaders,
                maxHeadersBytes,
                maxBody,
                bytesPerSecond);
    }

    /// The same with other limits of connections.
    public ClientLimits withConnections(int max, int maxPerAddress) {
        return new ClientLimits(max, maxPerAddress, maxStreams, maxHeaders, maxHeadersBytes, maxBody, minBodyRate);
    }

    private static int usualConnections() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? Math.clamp(system.getMaxFileDescriptorCount() / 4 * 3, 1, USUAL_CONNECTIONS)
                : USUAL_CONNECTIONS;
    }
}
