package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary keys report`
@Command(name = "report", description = "Show live keys that expire soon, and active keys that nobody uses.")
final class KeyReportCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private final OrganizationOptions options = new OrganizationOptions();

    @Option(
            names = "--expiring",
            paramLabel = "TIME",
            defaultValue = "14d",
            description = "How soon. Default: ${DEFAULT-VALUE}.")
    private String expiring = "14d";

    @Option(
            names = "--unused",
            paramLabel = "TIME",
            defaultValue = "90d",
            description = "For how long nobody used them. Default: ${DEFAULT-VALUE}.")
    private String unused = "90d";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many of each. All when not given.")
    private @Nullable Long limit;

    KeyReportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ControlClient client = options.client(context);
        ApiPath keys = options.path("keys");
        Listing soon = client.list(
                keys.with("expiring", KeyFilterOptions.duration("--expiring", expiring))
                        .with("sort", "expiry"),
                ListOutput.limit(limit),
                options.itself());
        Listing idle = client.list(
                keys.with("unused", KeyFilterOptions.duration("--unused", unused))
                        .with("status", "active")
                        .with("sort", "least_used"),
                ListOutput.limit(limit),
                options.itself());
        ObjectNode document = Json.object();
        document.set("expiring", ListOutput.document(soon));
        document.set("unused", ListOutput.document(idle));
        options.write(
                context.terminal(),
                document,
                () -> part("Expiring within " + expiring, soon) + "\n\n" + part("Unused for " + unused, idle));
    }

    private String part(String title, Listing keys) {
        return title + ": " + keys.items().size()
                + (keys.items().isEmpty() ? "" : "\n" + new KeyText(context).table(keys, options.again()));
    }
}
