package dev.ostiary.app.command;

import dev.ostiary.app.server.GatewayChoices;
import dev.ostiary.app.terminal.CommandException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of commands that run a control plane: its port, its database, and the gateway beside it.
final class ControlOptions {
    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private PublicUrlOption publicUrl = new PublicUrlOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--control-port",
            paramLabel = "N",
            description = "The port of the control plane; 0 picks a free one. Default: 8081.")
    private int controlPort = 8081;

    DatabaseOption database() {
        return database;
    }

    /// 0 for any free one.
    ///
    /// @throws CommandException usage, when it is no port
    int controlPort() {
        Ports.check("--control-port", controlPort);
        return controlPort;
    }

    /// What the gateway is to be.
    GatewayChoices gateway() {
        return gateway.choices();
    }

    /// The same, for one that runs in this process.
    ///
    /// @throws CommandException usage, when it would take the control plane's port
    GatewayChoices gatewayBeside() {
        GatewayChoices choices = gateway();
        if (choices.port() == controlPort && controlPort != 0) {
            throw CommandException.usage("--port and --control-port are the same; give each its own");
        }
        return choices;
    }

    /// Where browsers reach the control plane; empty when that is where it listens.
    Optional<URI> publicUrl() {
        return publicUrl.read();
    }
}
