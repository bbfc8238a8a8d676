package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary keys policy`
@Command(
        name = "policy",
        description = {
            "Show what the organization allows of its keys, or set it.",
            "What is not given stays as it is; `any` takes a bound away."
        })
final class KeyPolicyCommand implements Runnable {
    private static final String ANY = "any";

    private final CommandContext context;

    @Mixin
    private final OrganizationOptions options = new OrganizationOptions();

    @Option(names = "--longest-life", paramLabel = "TIME", description = "How long a key may live: 90d, 12h, or any.")
    private @Nullable String longestLife;

    @Option(names = "--never", paramLabel = "YES|NO", description = "Whether keys may never expire: yes or no.")
    private @Nullable String never;

    @Option(names = "--most-keys", paramLabel = "N", description = "How many live keys there may be, or any.")
    private @Nullable String mostKeys;

    KeyPolicyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ControlClient client = options.client(context);
        ApiPath path = options.path("key-policy");
        JsonNode shown = longestLife == null && never == null && mostKeys == null
                ? client.get(path, options.itself())
                : client.replace(path, this::changed, options.itself());
        options.write(context.terminal(), shown, () -> """
                Longest life   %s
                May never end  %s
                Most keys      %s
                """.formatted(
                        shown.path("longestLife").isNull() ? ANY : KeyText.words(shown.path("longestLife")),
                        shown.path("mayNeverExpire").asBoolean() ? "yes" : "no",
                        shown.path("mostLiveKeys").isNull()
                                ? ANY
                                : shown.path("mostLiveKeys").toString()));
    }

    private ObjectNode changed(JsonNode policy) {
        ObjectNode document = Json.object();
        if (longestLife == null) {
            document.set("longestLife", policy.path("longestLife"));
        } else if (!longestLife.equals(ANY)) {
            document.put("longestLife", KeyFilterOptions.duration("--longest-life", longestLife));
        }
        boolean hasLife = document.path("longestLife").isString();
        document.put(
                "mayNeverExpire",
                never == null ? !hasLife && policy.path("mayNeverExpire").asBoolean() : isYes(never));
        if (mostKeys == null) {
            document.set("mostLiveKeys", policy.path("mostLiveKeys"));
        } else if (!mostKeys.equals(ANY)) {
            document.put("mostLiveKeys", number(mostKeys));
        }
        return document;
    }

    private static boolean isYes(String text) {
        return switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw CommandException.usage("--never " + text + " is neither; give yes or no");
        };
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw CommandException.usage("--most-keys " + text + " is no number; give a whole number, or any");
        }
    }
}
