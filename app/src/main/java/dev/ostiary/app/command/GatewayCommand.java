package dev.ostiary.app.command;

import dev.ostiary.app.client.ConnectionResolver;
import dev.ostiary.app.server.GatewayChoices;
import dev.ostiary.app.server.GatewayServer;
import dev.ostiary.app.server.JulBridge;
import dev.ostiary.app.server.MasterKeyChoice;
import dev.ostiary.app.server.ReloadSignal;
import dev.ostiary.app.server.Shutdown;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.store.PostgresConfig;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ostiary gateway`
@Command(
        name = "gateway",
        description = {
            "Start a gateway alone, on the PostgreSQL database of a control plane (ostiary up --database …).",
            "Ends in order, with exit code 0, on SIGTERM or Ctrl-C. SIGHUP reads its files again."
        })
final class GatewayCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--master-key",
            paramLabel = "FILE",
            description = "The control plane's master key, read again when it changes. Default: ./data/master.key."
                    + " OSTIARY_MASTER_KEY goes before it.")
    private Path masterKey = ConnectionResolver.DATA.resolve("master.key");

    @Option(
            names = "--health-port",
            paramLabel = "N",
            description = "The port of /healthz, /readyz and /metrics on 127.0.0.1; 0 picks a free one. Default: 8082.")
    private int healthPort = 8082;

    GatewayCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        PostgresConfig config = database.read(context.environment())
                .orElseThrow(() -> CommandException.usage(
                        "a gateway alone needs a database; name it with --database or OSTIARY_DATABASE"));
        Ports.check("--health-port", healthPort);
        GatewayChoices choices = gateway.choices(OptionalInt.of(healthPort));
        JulBridge.install();
        Shutdown shutdown = Shutdown.install();
        MasterKeyChoice choice = MasterKeyVariables.read(context.environment());
        try (GatewayServer server = GatewayServer.start(
                choices,
                config,
                choice,
                masterKey,
                context.version(),
                context.clock().withZone(ZoneOffset.UTC))) {
            ReloadSignal.install(server::reload);
            context.terminal()
                    .print("ready gateway=" + server.url() + " health=" + server.healthUrl()
                            + server.tlsUrl().map(url -> " tls=" + url).orElse(""));
            shutdown.await();
        } finally {
            shutdown.done();
        }
    }
}
