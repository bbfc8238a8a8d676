package dev.ostiary.app.command;

import dev.ostiary.app.client.ConnectionResolver;
import dev.ostiary.app.server.JulBridge;
import dev.ostiary.app.server.Server;
import dev.ostiary.app.server.ServerSettings;
import dev.ostiary.app.server.Shutdown;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.Terminal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `ostiary up`
@Command(
        name = "up",
        description = {
            "Start everything in one process: gateway, control plane, a database in the data folder, and an echo agent.",
            "Ends in order, with exit code 0, on SIGTERM or Ctrl-C."
        })
final class UpCommand implements Runnable {
    private static final int MAX_PORT = 65_535;

    private final CommandContext context;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept: the database, the master key, the profile that the other commands"
                    + " read. Made when missing. Default: ./data.")
    private Path data = ConnectionResolver.DATA;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on. Default: 127.0.0.1.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "The gateway's port; 0 picks a free one. Default: 8080.")
    private int port = 8080;

    @Option(
            names = "--control-port",
            paramLabel = "N",
            description = "The port of the control plane; 0 picks a free one. Default: 8081.")
    private int controlPort = 8081;

    UpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        check("--port", port);
        check("--control-port", controlPort);
        if (port == controlPort && port != 0) {
            throw CommandException.usage("--port and --control-port are the same; give each its own");
        }
        JulBridge.install();
        Shutdown shutdown = Shutdown.install();
        ServerSettings settings = new ServerSettings(data, host, port, controlPort, context.version());
        try (Server server = Server.start(settings, context.clock().withZone(ZoneOffset.UTC))) {
            announce(server);
            shutdown.await();
        } finally {
            shutdown.done();
        }
    }

    private static void check(String option, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw CommandException.usage(
                    option + " " + port + " is no port; give 1 to " + MAX_PORT + ", or 0 for a free one");
        }
    }

    private void announce(Server server) {
        Terminal terminal = context.terminal();
        StringBuilder block = new StringBuilder("Ostiary is up.\n")
                .append("  Gateway   ")
                .append(server.gatewayUrl())
                .append("\n  Console   ")
                .append(server.controlUrl())
                .append('\n');
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
                .toString());
    }
}
