package dev.ostiary.control.wiring;

import dev.ostiary.core.id.Slug;
import java.net.URI;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The running program as its pages and its status tell of it.
///
/// @param version the program's version
/// @param startedAt when the control plane began to start
/// @param gateway where callers reach the gateway; asked each time, since a free port is known only once it is bound
/// @param readiness whether everything that requests depend on is there
public record Installation(String version, Instant startedAt, Supplier<URI> gateway, BooleanSupplier readiness) {
    /// The gateway's base URL, without a slash at the end.
    public String gatewayUrl() {
        String url = gateway.get().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /// Where callers reach what an agent deploys to an environment.
    public String invokeUrl(Slug organization, Slug environment, Slug agent) {
        return gatewayUrl() + "/" + organization + "/" + environment + "/" + agent;
    }

    /// Whether requests can be served.
    public boolean isReady() {
        return readiness.getAsBoolean();
    }
}
