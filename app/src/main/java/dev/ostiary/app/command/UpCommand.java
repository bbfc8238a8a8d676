package dev.ostiary.app.command;

import dev.ostiary.app.client.ConnectionResolver;
import dev.ostiary.app.server.JulBridge;
import dev.ostiary.app.server.ReloadSignal;
import dev.ostiary.app.server.Server;
import dev.ostiary.app.server.ServerSettings;
import dev.ostiary.app.server.Shutdown;
import dev.ostiary.app.terminal.Terminal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ostiary up`
@Command(
        name = "up",
        description = {
            "Start everything in one process: gateway, control plane, a database in the data folder, and an echo agent.",
            "Ends in order, with exit code 0, on SIGTERM or Ctrl-C."
        })
final class UpCommand implements Runnable {
    private final CommandContext context;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept: the database, the master key, the profile that the other commands"
                    + " read. Made when missing. Default: ./data.")
    private Path data = ConnectionResolver.DATA;

    @Mixin
    private ControlOptions control = new ControlOptions();

    UpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ServerSettings settings = ServerSettings.everything(
                data,
                control.database().read(context.environment()),
                MasterKeyVariables.read(context.environment()),
                control.gatewayBeside(),
                control.controlPort(),
                control.publicUrl(),
                context.version());
        JulBridge.install();
        Shutdown shutdown = Shutdown.install();
        try (Server server = Server.start(settings, context.clock().withZone(ZoneOffset.UTC))) {
            ReloadSignal.install(server::reload);
            announce(server);
            shutdown.await();
        } finally {
            shutdown.done();
        }
    }

    private void announce(Server server) {
        Terminal terminal = context.terminal();
        StringBuilder block =
                new StringBuilder("Ostiary is up.\n").append("  Gateway   ").append(server.gatewayUrl());
        server.tlsUrl().ifPresent(url -> block.append("\n  TLS       ").append(url));
        block.append("\n  Console   ").append(server.controlUrl()).append('\n');
        server.setupUrl()
                .ifPresent(url -> block.append("  Set up    ")
                        .append(url)
                        .append("        (makes the first account, once, within a day)\n"));
        if (server.hasEcho()) {
            String folder = data.equals(ConnectionResolver.DATA) ? "" : " --data " + ShellWord.quote(data.toString());
            block.append("  Try it    curl -i ")
                    .append(server.gatewayUrl())
                    .append("/default/development/echo/hello        (401: no key yet)\n")
                    .append("            ./ostiary keys create --agent echo --environment development --name first")
                    .append(folder)
                    .append('\n');
        }
        terminal.print(block.append("ready gateway=")
                .append(server.gatewayUrl())
                .append(" control=")
                .append(server.controlUrl())
                .append(server.tlsUrl().map(url -> " tls=" + url).orElse(""))
                .toString());
    }
}
