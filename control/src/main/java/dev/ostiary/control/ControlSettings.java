package dev.ostiary.control;

import dev.ostiary.control.request.PublicAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/// How a control plane is run.
///
/// @param address the address to listen at
/// @param port the port to listen at; 0 for any that is free
/// @param version the program's version
/// @param gatewayUrl where callers reach the gateway; asked each time it is shown
/// @param drain how long requests under way may take to finish once the control plane is closed
/// @param publicAddress where browsers reach it
public record ControlSettings(
        InetAddress address,
        int port,
        String version,
        Supplier<URI> gatewayUrl,
        Duration drain,
        PublicAddress publicAddress) {
    /// How long requests may take to finish unless it is set otherwise.
    public static final Duration DRAIN = Duration.ofSeconds(10);

    /// The same for a server that browsers reach where it listens.
    public ControlSettings(InetAddress address, int port, String version, Supplier<URI> gatewayUrl, Duration drain) {
        this(address, port, version, gatewayUrl, drain, PublicAddress.UNKNOWN);
    }

    public ControlSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535");
        }
    }

    /// Settings for a control plane that only this machine reaches, at 127.0.0.1.
    public static ControlSettings local(int port, String version, Supplier<URI> gatewayUrl) {
        return new ControlSettings(
                InetAddress.ofLiteral("127.0.0.1"), port, version, gatewayUrl, DRAIN, PublicAddress.UNKNOWN);
    }
}
