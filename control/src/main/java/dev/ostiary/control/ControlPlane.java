package dev.ostiary.control;

import dev.ostiary.control.server.ControlContext;
import dev.ostiary.control.wiring.Installation;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The control plane as a running server: the REST API under `/api/v1`, its description and a page to browse it, a
/// first page at `/`, and `/healthz` and `/readyz`. Requests run on virtual threads.
public final class ControlPlane implements AutoCloseable {
    private final ControlContext context;
    private final URI url;

    private ControlPlane(ControlContext context, URI url) {
        this.context = context;
        this.url = url;
    }

    /// Starts one and answers when it listens.
    ///
    /// @throws PortInUseException when the port is taken; nothing is left running then
    public static ControlPlane start(ControlSettings settings, ControlDependencies dependencies) {
        Installation installation = new Installation(
                settings.version(), dependencies.clock().instant(), settings.gatewayUrl(), dependencies.readiness());
        ControlContext context = new ControlContext(settings.address(), settings.port(), settings.drain());
        context.add(installation);
        context.add(settings.publicAddress());
        dependencies.parts().forEach(context::add);
        try {
            int port = context.start();
            return new ControlPlane(context, url(settings.address(), port));
        } catch (RuntimeException failure) {
            context.close();
            if (isCausedByPort(failure)) {
                throw new PortInUseException(settings.port(), failure);
            }
            throw failure;
        }
    }

    /// Where it is reached from this machine, without a slash at the end.
    public URI url() {
        return url;
    }

    /// Stops listening, lets the requests that are under way finish for at most [ControlSettings#drain()], and
    /// ends.
    /// Closing twice is harmless.
    @Override
    public void close() {
        context.close();
    }

    private static URI url(InetAddress address, int port) {
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private static boolean isCausedByPort(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof org.springframework.boot.web.server.PortInUseException) {
                return true;
            }
        }
        return false;
    }
}
