package dev.ostiary.gateway.upstream;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a gateway treats its upstreams.
///
/// @param timeouts where a group has none of its own
/// @param maxIdleConnections how many connections to one address each event loop keeps for later
/// @param maxIdle how long it keeps them; less where the upstream says so (`Keep-Alive: timeout=`)
/// @param nameTtl how long the addresses of a name are taken as they are before it is looked up again
/// @param ejection when an address of several is left out
/// @param pingAfter how long a connection of HTTP/2 with open streams may be silent before it is asked for a sign of
///     life, and how long the answer may take
/// @param reach which addresses may be connected to
/// @param certificates a file of further certificates (PEM) that are trusted besides the system's; null for none
public record UpstreamSettings(
        UpstreamTimeouts timeouts,
        int maxIdleConnections,
        Duration maxIdle,
        Duration nameTtl,
        UpstreamEjection ejection,
        Duration pingAfter,
        UpstreamReach reach,
        @Nullable Path certificates) {
    /// The usual settings.
    public static final UpstreamSettings USUAL = new UpstreamSettings(
            UpstreamTimeouts.USUAL,
            256,
            Duration.ofSeconds(50),
            Duration.ofSeconds(10),
            UpstreamEjection.USUAL,
            Duration.ofSeconds(30),
            UpstreamReach.PRIVATE,
            null);

    /// The same with further certificates that are trusted.
    public UpstreamSettings trusting(@Nullable Path authorities) {
        return new UpstreamSettings(
                timeouts, maxIdleConnections, maxIdle, nameTtl, ejection, pingAfter, reach, authorities);
    }

    /// The same with other timeouts.
    public UpstreamSettings with(UpstreamTimeouts other) {
        return new UpstreamSettings(
                other, maxIdleConnections, maxIdle, nameTtl, ejection, pingAfter, reach, certificates);
    }
}
