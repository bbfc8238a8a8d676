package dev.ostiary.gateway;

import dev.ostiary.gateway.upstream.UpstreamSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a gateway listens, what it takes and how long it waits.
///
/// @param host the address to listen on without TLS
/// @param port the port to listen on; 0 takes a free one
/// @param tls where to listen with TLS besides; null for nowhere
/// @param eventLoops how many threads serve connections
/// @param limits of what clients may send
/// @param admission of requests
/// @param timeouts how long to wait for clients
/// @param upstreams how upstreams are treated
/// @param drainLead how long the gateway goes on as before after it was told to end, but no longer says that it is
/// ready,
///     so that load balancers send nothing more
/// @param drainTimeout how long requests in progress get to end after that
public record GatewaySettings(
        String host,
        int port,
        @Nullable TlsListener tls,
        int eventLoops,
        ClientLimits limits,
        AdmissionSettings admission,
        ClientTimeouts timeouts,
        UpstreamSettings upstreams,
        Duration drainLead,
        Duration drainTimeout) {
    /// The usual settings on that address.
    public static GatewaySettings on(String host, int port) {
        return new GatewaySettings(
                host,
                port,
                null,
                Runtime.getRuntime().availableProcessors(),
                ClientLimits.usual(),
                AdmissionSettings.USUAL,
                ClientTimeouts.USUAL,
                UpstreamSettings.USUAL,
                Duration.ZERO,
                Duration.ofSeconds(30));
    }

    /// The same with TLS besides.
    public GatewaySettings withTls(TlsListener listener) {
        return new GatewaySettings(
                host, port, listener, eventLoops, limits, admission, timeouts, upstreams, drainLead, drainTimeout);
    }

    /// The same with so many threads.
    public GatewaySettings withEventLoops(int threads) {
        return new GatewaySettings(
                host, port, tls, threads, limits, admission, timeouts, upstreams, drainLead, drainTimeout);
    }

    /// The same with other limits.
    public GatewaySettings withLimits(ClientLimits other) {
        return new GatewaySettings(
                host, port, tls, eventLoops, other, admission, timeouts, upstreams, drainLead, drainTimeout);
    }

    /// The same with other timeouts for clients.
    public GatewaySettings withTimeouts(ClientTimeouts other) {
        return new GatewaySettings(
                host, port, tls, eventLoops, limits, admission, other, upstreams, drainLead, drainTimeout);
    }

    /// The same with other settings for admission.
    public GatewaySettings withAdmission(AdmissionSettings other) {
        return new GatewaySettings(
                host, port, tls, eventLoops, limits, other, timeouts, upstreams, drainLead, drainTimeout);
    }

    /// The same with upstreams treated otherwise.
    public GatewaySettings withUpstreams(UpstreamSettings other) {
        return new GatewaySettings(
                host, port, tls, eventLoops, limits, admission, timeouts, other, drainLead, drainTimeout);
    }

    /// The same with another way to end.
    public GatewaySettings withDrain(Duration lead, Duration timeout) {
        return new GatewaySettings(host, port, tls, eventLoops, limits, admission, timeouts, upstreams, lead, timeout);
    }
}
