package dev.ostiary.app.server;

import dev.ostiary.core.problem.StoreException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A control plane, and what else `up` and `serve` run in its process. Closing it drains the gateway and stops all
/// in the reverse of the order of starting.
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Parts parts;
    private final Optional<GatewayNode> node;
    private final URI gatewayUrl;
    private final URI controlUrl;
    private final boolean hasEcho;
    private final Optional<String> setupUrl;

    Server(
            Parts parts,
            Optional<GatewayNode> node,
            URI gatewayUrl,
            URI controlUrl,
            boolean hasEcho,
            Optional<String> setupUrl) {
        this.setupUrl = setupUrl;
        this.parts = parts;
        this.node = node;
        this.gatewayUrl = gatewayUrl;
        this.controlUrl = controlUrl;
        this.hasEcho = hasEcho;
    }

    /// Starts everything and answers when requests can be served.
    ///
    /// @throws dev.ostiary.app.terminal.CommandException when it cannot start; nothing is left running
    public static Server start(ServerSettings settings, Clock clock) {
        Parts parts = new Parts();
        try {
            return new Startup(settings, clock, parts).start();
        } catch (StoreException failure) {
            parts.close();
            LOG.atError().setCause(failure).log("the database fails");
            throw StartRefused.because("the database of " + settings.data()
                    + " fails; see the log above for the cause, and that the disk is not full");
        } catch (RuntimeException | Error failure) {
            parts.close();
            throw failure;
        }
    }

    /// Where callers reach the gateway.
    public URI gatewayUrl() {
        return gatewayUrl;
    }

    /// Where the gateway listens with TLS, if it does.
    public Optional<URI> tlsUrl() {
        return node.flatMap(GatewayNode::tlsUrl);
    }

    public URI controlUrl() {
        return controlUrl;
    }

    /// Whether the echo agent is what answers at `/default/development/echo`.
    public boolean hasEcho() {
        return hasEcho;
    }

    /// The link by which the first person comes in, a secret; empty when somebody has an account.
    public Optional<String> setupUrl() {
        return setupUrl;
    }

    /// Reads what it reads from files again.
    public void reload() {
        node.ifPresent(GatewayNode::reload);
    }

    @Override
    public void close() {
        parts.close();
    }
}
