package dev.ostiary.gateway.upstream;

import io.netty.channel.Channel;
import java.io.IOException;

/// What all event loops need to reach upstreams.
public final class UpstreamNetwork {
    private final Class<? extends Channel> socket;
    private final UpstreamSettings settings;
    private final UpstreamTls tls;
    private final HostResolver resolver;

    /// @param socket the kind of channel that fits the event loops
    /// @throws IOException when the certificates of the settings cannot be read
    public UpstreamNetwork(Class<? extends Channel> socket, UpstreamSettings settings, HostResolver resolver)
            throws IOException {
        this.socket = socket;
        this.settings = settings;
        this.tls = UpstreamTls.trusting(settings.certificates());
        this.resolver = resolver;
    }

    /// One with the system's name service.
    public static UpstreamNetwork of(Class<? extends Channel> socket, UpstreamSettings settings) throws IOException {
        return new UpstreamNetwork(socket, settings, HostResolver.SYSTEM);
    }

    Class<? extends Channel> socket() {
        return socket;
    }

    UpstreamSettings settings() {
        return settings;
    }

    UpstreamTls tls() {
        return tls;
    }

    HostResolver resolver() {
        return resolver;
    }
}
