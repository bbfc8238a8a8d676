package dev.ostiary.app.command;

import dev.ostiary.app.client.ControlClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `ostiary keys traffic`
@Command(name = "traffic", description = "Show what became of the requests with a key, refused ones too.")
final class KeyTrafficCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private final OrganizationOptions options = new OrganizationOptions();

    @Mixin
    private final RangeOption range = new RangeOption();

    @Parameters(paramLabel = "KEY", description = "The key's id, public id or name.")
    private String key = "";

    KeyTrafficCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ControlClient client = options.client(context);
        String id = new KeyReference(client, options).resolve(key, false);
        JsonNode traffic =
                client.get(options.path("keys", id, "traffic").with("range", range.iso()), options.in("key " + id));
        options.write(context.terminal(), traffic, () -> new TrafficText(context).history(traffic, range.text()));
    }
}
