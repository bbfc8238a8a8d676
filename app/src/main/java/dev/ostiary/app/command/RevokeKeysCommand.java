package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `ostiary keys revoke-all`
@Command(
        name = "revoke-all",
        description = {
            "End all keys that the criteria select.",
            "Without --confirm it only says which they are, and with what to confirm that; exactly those are ended then."
        })
final class RevokeKeysCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private final OrganizationOptions options = new OrganizationOptions();

    @Mixin
    private final KeyFilterOptions filter = new KeyFilterOptions();

    @Option(names = "--confirm", paramLabel = "TOKEN", description = "What the look at them said.")
    private @Nullable String token;

    @Option(names = "--all", description = "Every key of the organization, where no criterion is given.")
    private boolean isAll;

    RevokeKeysCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (filter.isEmpty() != isAll) {
            throw CommandException.usage(
                    isAll ? "--all and criteria exclude each other" : "give a criterion such as --label, or --all");
        }
        ControlClient client = options.client(context);
        ApiPath path = filter.on(options.path("keys", "revocation"));
        if (token == null) {
            JsonNode preview = client.get(path, options.itself());
            options.write(context.terminal(), preview, () -> preview(preview));
        } else {
            JsonNode revoked = client.post(path, Optional.of(Json.object().put("token", token)), options.itself());
            options.write(
                    context.terminal(),
                    revoked,
                    () -> "Revoked " + revoked.path("count").asLong(0) + " keys; "
                            + revoked.path("applied").path("nodes").asLong(0) + " of "
                            + revoked.path("applied").path("of").asLong(0) + " gateways obey.");
            new AppliedNote(context.terminal()).explain(revoked);
        }
    }

    private String preview(JsonNode preview) {
        long count = preview.path("count").asLong(0);
        if (count == 0) {
            return "No live key is selected.";
        }
        List<JsonNode> sample = List.copyOf(preview.path("sample").values());
        return new KeyText(context).table(new Listing(sample, Optional.empty()), options.again())
                + "\n" + count + " keys are selected"
                + (count > sample.size() ? ", of which these are some" : "")
                + ". Nothing is revoked yet. To end them, repeat the command with\n  --confirm "
                + preview.path("token").stringValue("");
    }
}
