package dev.ostiary.app.server;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.gateway.AdmissionSettings;
import dev.ostiary.gateway.ClientLimits;
import dev.ostiary.gateway.GatewaySettings;
import dev.ostiary.gateway.TlsListener;
import dev.ostiary.gateway.observe.AccessLogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How the gateway of a process was asked to be.
///
/// @param host the address to listen on
/// @param port the port; 0 for a free one
/// @param tls where to listen with TLS besides
/// @param routes a file of routes beside those of the database
/// @param trustedProxies whose `X-Forwarded-For` is believed
/// @param failureLimit how many wrong keys a second from one address are answered 401, and ten times as many at once; 0
/// for
///     any number, empty for the usual
/// @param eventLoops how many threads serve connections; empty for one a processor
/// @param limits how much is taken from clients
/// @param upstreamAuthorities certificates that upstreams are trusted by, besides the system's
/// @param drainLead how long to go on as before, no longer ready, when told to end
/// @param accessLog where requests are written down
/// @param name what operators call the node; empty for the machine's name
/// @param refusesWhenStale whether it refuses every request once it has heard nothing of the store for too long
/// @param healthPort the port of health and metrics on 127.0.0.1; 0 for a free one, empty for none
public record GatewayChoices(
        String host,
        int port,
        Optional<Tls> tls,
        Optional<Path> routes,
        List<AddressRange> trustedProxies,
        OptionalInt failureLimit,
        OptionalInt eventLoops,
        ClientLimits limits,
        Optional<Path> upstreamAuthorities,
        Duration drainLead,
        AccessLogSettings accessLog,
        Optional<String> name,
        boolean refusesWhenStale,
        OptionalInt healthPort) {
    private static final int BURST_SECONDS = 10;

    /// A listener with TLS.
    ///
    /// @param port the port; 0 for a free one
    /// @param certificates a folder of `NAME.crt` and `NAME.key` pairs
    public record Tls(int port, Path certificates) {}

    ListenAddress address() {
        return new ListenAddress(host, port, "--port");
    }

    Optional<ListenAddress> tlsAddress() {
        return tls.map(listener -> new ListenAddress(host, listener.port(), "--tls-port"));
    }

    private AdmissionSettings admission() {
        AdmissionSettings usual = AdmissionSettings.USUAL.withTrustedProxies(trustedProxies);
        return failureLimit.isEmpty()
                ? usual
                : usual.withFailures(Math.max(1, BURST_SECONDS * failureLimit.getAsInt()), failureLimit.getAsInt());
    }

    GatewaySettings settings() {
        GatewaySettings usual = GatewaySettings.on(host, port);
        GatewaySettings settings = usual.withEventLoops(eventLoops.orElse(usual.eventLoops()))
                .withLimits(limits)
                .withUpstreams(usual.upstreams().trusting(upstreamAuthorities.orElse(null)))
                .withAdmission(admission())
                .withDrain(drainLead, usual.drainTimeout());
        return tls.map(listener -> settings.withTls(new TlsListener(host, listener.port(), listener.certificates())))
                .orElse(settings);
    }
}
