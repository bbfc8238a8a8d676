package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import dev.ostiary.core.id.ProviderKeyId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary provider-keys …`
@Command(
        name = "provider-keys",
        description = "Keep keys of providers, encrypted, for calls to carry. No command shows one again.")
final class ProviderKeysCommand {
    private static final String PROVIDER_KEYS = "provider-keys";
    private static final String WHICH = "The provider key's id or name.";
    private static final List<Column> COLUMNS = List.of(
            Column.shortenedTo(16, "NAME"),
            Column.whole("KEY"),
            Column.whole("VERSION"),
            Column.whole("CHANGED"),
            Column.whole("LAST USED"),
            Column.whole("ID"));

    private final CommandContext context;

    ProviderKeysCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "create", description = "Store a provider's key under a name.")
    void create(
            @Mixin OrganizationOptions options,
            @Mixin ValueOption value,
            @Mixin IdempotencyOption once,
            @Parameters(paramLabel = "NAME", description = "What it is called, such as MY_API.") String name) {
        ObjectNode document = Json.object()
                .put("name", name)
                .put("value", value.read(context.terminal()).secret().reveal());
        JsonNode key = once.on(options.client(context))
                .post(options.path(PROVIDER_KEYS), Optional.of(document), options.itself());
        options.write(context.terminal(), key, () -> "Stored " + described(key) + ". It is not shown again.");
    }

    @Command(name = "list", description = "List the provider keys.")
    void list(
            @Mixin OrganizationOptions options,
            @Option(names = "--search", paramLabel = "TEXT", description = "Only those whose name contains this.")
                    @Nullable
                    String search,
            @Option(
                            names = "--sort",
                            paramLabel = "ORDER",
                            description = "name, created, changed or last-used; with - before it the other way round."
                                    + " Newest first when not given.")
                    @Nullable
                    String sort,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        ApiPath path = options.path(PROVIDER_KEYS)
                .with("search", Optional.ofNullable(search))
                .with("sort", Optional.ofNullable(sort));
        Listing keys = options.client(context).list(path, ListOutput.limit(limit), options.itself());
        options.write(context.terminal(), ListOutput.document(keys), () -> table(keys, options.again()));
    }

    @Command(name = "get", description = "Show a provider key, without the key itself, which nobody gets again.")
    void get(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "PROVIDER-KEY", description = WHICH) String key) {
        ControlClient client = options.client(context);
        JsonNode found = client.get(path(client, options, key), options.in("provider key " + Printable.clean(key)));
        options.write(context.terminal(), found, () -> table(Listing.of(found), options.again()));
    }

    @Command(
            name = "edit",
            description = "Change the name, the key itself, or both. Without --name the new key is asked for.")
    void edit(
            @Mixin OrganizationOptions options,
            @Mixin ValueOption value,
            @Parameters(paramLabel = "PROVIDER-KEY", description = WHICH) String key,
            @Option(names = "--name", paramLabel = "NAME", description = "What it shall be called.") @Nullable
                    String name) {
        ObjectNode document = Json.object();
        if (name != null) {
            document.put("name", name);
        }
        if (name == null || value.isGiven()) {
            document.put("value", value.read(context.terminal()).secret().reveal());
        }
        ControlClient client = options.client(context);
        JsonNode edited = client.patch(path(client, options, key), document, options.in("provider key " + key));
        options.write(context.terminal(), edited, () -> "Changed " + described(edited) + ".");
    }

    @Command(
            name = "delete",
            description = "Delete a provider key for good; it cannot be recovered. One in use goes only with --force.")
    void delete(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "PROVIDER-KEY", description = WHICH) String key,
            @Option(names = "--force", description = "Delete it though something uses it.") boolean isForced) {
        ControlClient client = options.client(context);
        ApiPath path = path(client, options, key);
        JsonNode deleted = client.delete(
                isForced ? path.with("force", "true") : path, options.in("provider key " + Printable.clean(key)));
        options.write(context.terminal(), deleted, () -> "Deleted provider key " + Printable.clean(key) + " for good.");
    }

    /// The path of the key that a person means by its id or its name, which is unique.
    private static ApiPath path(ControlClient client, OrganizationOptions options, String reference) {
        if (ProviderKeyId.parse(reference).isPresent()) {
            return options.path(PROVIDER_KEYS, reference);
        }
        ApiPath named = options.path(PROVIDER_KEYS).with("search", reference);
        return client.list(named, Long.MAX_VALUE, options.itself()).items().stream()
                .filter(key -> key.path("name").stringValue("").equals(reference))
                .map(key -> options.path(PROVIDER_KEYS, key.path("id").stringValue("")))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.NOT_FOUND, "there is no " + options.in("provider key " + Printable.clean(reference))));
    }

    private String table(Listing keys, String again) {
        if (keys.items().isEmpty()) {
            return "No provider keys. Store one: ./ostiary provider-keys create NAME" + again;
        }
        Times times = new Times(context.clock());
        Table table = new Table(COLUMNS);
        for (JsonNode key : keys.items()) {
            table.row(
                    text(key, "name"),
                    text(key, "mask"),
                    Long.toString(key.path("version").asLong(0)),
                    times.relative(key, "changedAt"),
                    key.path("lastUsedAt").isNull() ? "never" : times.relative(key, "lastUsedAt"),
                    text(key, "id"));
        }
        return table.render(context.terminal().columns());
    }

    private static String described(JsonNode key) {
        return "provider key " + text(key, "name") + " (" + text(key, "mask") + ", version "
                + key.path("version").asLong(0) + ", " + text(key, "id") + ")";
    }

    private static String text(JsonNode key, String field) {
        return Printable.clean(key.path(field).stringValue(""));
    }
}
