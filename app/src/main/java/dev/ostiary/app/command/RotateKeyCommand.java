package dev.ostiary.app.command;

import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary keys rotate`
@Command(
        name = "rotate",
        description = {
            "Give a key another secret, which is shown this once; everything else of it stays.",
            "The present secret is refused at once, or after the grace; `keys show` tells who still uses it."
        })
final class RotateKeyCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private final OrganizationOptions options = new OrganizationOptions();

    @Mixin
    private final IdempotencyOption once = new IdempotencyOption();

    @Parameters(paramLabel = "KEY", description = "The key's id, public id or name.")
    private String key = "";

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            description =
                    "How long the present secret is accepted besides: 12h, 7d at most. Not at all when not given.")
    private @Nullable String grace;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description =
                    "When the key shall end, as in `keys create`. When it would have ended anyway when not given.")
    private @Nullable String expires;

    RotateKeyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ObjectNode document = Json.object();
        if (grace != null) {
            document.put("grace", KeyFilterOptions.duration("--grace", grace));
        }
        if (expires != null) {
            document.put(
                    "expiresAt",
                    ExpiryOption.parse(expires, context.clock())
                            .at()
                            .map(Object::toString)
                            .orElse(null));
        }
        ControlClient client = options.client(context);
        String id = new KeyReference(client, options).resolve(key, true);
        JsonNode rotated = once.on(client)
                .post(options.path("keys", id, "rotate"), Optional.of(document), options.in("key " + id));
        options.write(context.terminal(), rotated, () -> new KeyText(context).rotated(rotated));
        new AppliedNote(context.terminal()).explain(rotated);
    }
}
