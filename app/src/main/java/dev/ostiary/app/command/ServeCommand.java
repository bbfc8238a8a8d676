package dev.ostiary.app.command;

import dev.ostiary.app.server.GatewayChoices;
import dev.ostiary.app.server.JulBridge;
import dev.ostiary.app.server.MasterKeyPlace;
import dev.ostiary.app.server.ReloadSignal;
import dev.ostiary.app.server.Server;
import dev.ostiary.app.server.ServerSettings;
import dev.ostiary.app.server.Shutdown;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.control.request.PublicAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ostiary serve`
@Command(
        name = "serve",
        description = {
            "Start the control plane for production, and a gateway with it unless --no-gateway.",
            "Unlike `up` it deploys nothing, and takes no data folder and no master key that were not named or put there.",
            "Ends in order, with exit code 0, on SIGTERM or Ctrl-C."
        })
final class ServeCommand implements Runnable {
    private final CommandContext context;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description =
                    "Where the profile of the command line is kept, and the database unless --database names one.")
    private @Nullable Path data;

    @Option(
            names = "--master-key",
            paramLabel = "FILE",
            description = "The master key, which must be there. Default: master.key in the data folder."
                    + " OSTIARY_MASTER_KEY goes before it.")
    private @Nullable Path masterKey;

    @Option(
            names = "--create-master-key",
            description = "Make a master key when there is none, for the first start. Keep a copy of it elsewhere.")
    private boolean isMasterKeyMade;

    @Option(names = "--no-gateway", description = "Start the control plane alone; gateways run elsewhere.")
    private boolean isAlone;

    @Option(
            names = "--gateway-url",
            paramLabel = "URL",
            description = "Where callers reach the gateways, as it is shown to people. Needed with --no-gateway.")
    private @Nullable String gatewayUrl;

    @Mixin
    private ControlOptions control = new ControlOptions();

    ServeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ServerSettings settings = settings();
        JulBridge.install();
        Shutdown shutdown = Shutdown.install();
        try (Server server = Server.start(settings, context.clock().withZone(ZoneOffset.UTC))) {
            ReloadSignal.install(server::reload);
            server.setupUrl().ifPresent(url -> context.terminal().print("Set up    " + url));
            context.terminal()
                    .print("ready " + (isAlone ? "" : "gateway=" + server.gatewayUrl() + " ") + "control="
                            + server.controlUrl()
                            + server.tlsUrl().map(url -> " tls=" + url).orElse(""));
            shutdown.await();
        } finally {
            shutdown.done();
        }
    }

    private ServerSettings settings() {
        int controlPort = control.controlPort();
        GatewayChoices choices = isAlone ? control.gateway() : control.gatewayBeside();
        if (isAlone && gatewayUrl == null) {
            throw CommandException.usage(
                    "--no-gateway leaves open where callers reach the gateways; say it with --gateway-url");
        }
        Path folder = data;
        if (folder == null) {
            throw CommandException.usage("--data is missing");
        }
        return new ServerSettings(
                folder,
                new MasterKeyPlace(
                        Optional.ofNullable(masterKey).orElse(folder.resolve("master.key")),
                        isMasterKeyMade,
                        MasterKeyVariables.read(context.environment())),
                control.database().read(context.environment()),
                isAlone ? Optional.empty() : Optional.of(choices),
                choices.host(),
                controlPort,
                Optional.ofNullable(gatewayUrl).map(ServeCommand::url),
                false,
                new PublicAddress(control.publicUrl(), choices.trustedProxies()),
                context.version());
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException wrong) {
            // told below
        }
        throw CommandException.usage(
                "--gateway-url is no URL of a gateway; give one such as https://agents.example.com");
    }
}
