package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.Printable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `ostiary keys credits`
@Command(
        name = "credits",
        description = {
            "Show what is left for a key of its own credits, or say how many shall be.",
            "Its calls are paid from these and from the organization's. Rotating the key leaves them as they are."
        })
final class KeyCreditsCommand implements Runnable {
    private static final String NONE = "none";

    private final CommandContext context;

    @Mixin
    private final OrganizationOptions options = new OrganizationOptions();

    @Parameters(paramLabel = "KEY", description = "The key's id, public id or name.")
    private String key = "";

    @Option(
            names = "--set",
            paramLabel = "N|none",
            description = "How many are left from now on; none for a key that is held to its organization's only.")
    private @Nullable String left;

    KeyCreditsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ControlClient client = options.client(context);
        String id = new KeyReference(client, options).resolve(key, false);
        ApiPath path = options.path("keys", id, "credits");
        String subject = options.in("key " + id);
        JsonNode credits = left == null
                ? client.get(path, subject)
                : client.put(path, Json.object().put("left", left.equals(NONE) ? null : number(left)), subject);
        options.write(context.terminal(), credits, () -> """
                Left   %s
                Spent  %s in %s
                """.formatted(
                        credits.path("left").isNumber()
                                ? Long.toString(credits.path("left").longValue())
                                : "no credits of its own",
                        credits.path("spent").asLong(),
                        Printable.clean(credits.path("month").stringValue(""))));
        new AppliedNote(context.terminal()).explain(credits);
    }

    private static Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notANumber) {
            throw CommandException.usage("--set " + text + " is no number; give a whole number, or none");
        }
    }
}
