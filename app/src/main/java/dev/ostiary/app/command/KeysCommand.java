package dev.ostiary.app.command;

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
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary keys …`
@Command(name = "keys", description = "Create, see and end API keys.")
final class KeysCommand {
    private static final String KEYS = "keys";
    private static final String WHICH = "The key's id, public id or name.";

    private final CommandContext context;

    KeysCommand(CommandContext context) {
        this.context = context;
    }

    @Command(
            name = "create",
            description = {
                "Create a key. Its secret is shown this once.",
                "Bound to an agent in an environment, it opens that deployment; bound to neither, all of the organization."
            })
    void create(
            @Mixin OrganizationOptions options,
            @Mixin IdempotencyOption once,
            @Mixin RestrictionOptions restrictions,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "What the key is called; no other key that is not revoked has that name.")
                    String name,
            @Option(names = "--description", paramLabel = "TEXT", description = "What people note about it.") @Nullable
                    String description,
            @Option(names = "--agent", paramLabel = "AGENT", description = "The agent that the key opens.") @Nullable
                    String agent,
            @Option(
                            names = "--environment",
                            paramLabel = "ENV",
                            description = "The environment in which the key opens the agent.")
                    @Nullable
                    String environment,
            @Option(
                            names = "--route",
                            paramLabel = "ID",
                            description =
                                    "A route that the key opens, in place of an agent; may be given several times.")
                    @Nullable
                    List<String> routes,
            @Option(
                            names = "--expires",
                            paramLabel = "WHEN",
                            description = "90d, 12h, a date such as 2027-01-31 (the end of that day), a time such as"
                                    + " 2027-01-31T12:00:00Z, or never. 90 days when not given.")
                    @Nullable
                    String expires,
            @Option(
                            names = "--credits",
                            paramLabel = "N",
                            description = "How many credits the key has of its own. None of its own when not given.")
                    @Nullable
                    Long credits) {
        if ((agent == null) != (environment == null)) {
            throw CommandException.usage(
                    "--agent and --environment belong together; give both, or neither for a key to the whole organization");
        }
        if (agent != null && routes != null) {
            throw CommandException.usage("--agent and --route exclude each other; a key is bound to one or the other");
        }
        ObjectNode document = Json.object().put("name", name);
        if (description != null) {
            document.put("description", description);
        }
        if (credits != null) {
            document.put("credits", credits);
        }
        restrictions.putInto(document);
        if (routes != null) {
            ArrayNode ids = document.putArray("routes");
            routes.forEach(ids::add);
        }
        if (agent != null) {
            document.put("agent", agent).put("environment", environment);
        }
        if (expires != null) {
            document.put(
                    "expiresAt",
                    ExpiryOption.parse(expires, context.clock())
                            .at()
                            .map(Object::toString)
                            .orElse(null));
        }
        String subject =
                agent == null ? options.itself() : options.in("agent " + agent + " or no environment " + environment);
        JsonNode key = once.on(options.client(context)).post(options.path(KEYS), Optional.of(document), subject);
        options.write(context.terminal(), key, () -> new KeyText(context).created(key, expires == null));
        new AppliedNote(context.terminal()).explain(key);
    }

    @Command(name = "list", description = "List the keys, newest first.")
    void list(
            @Mixin OrganizationOptions options,
            @Mixin KeyFilterOptions filter,
            @Option(
                            names = "--sort",
                            paramLabel = "ORDER",
                            description = "newest, oldest, name, last-used, least-used or expiry.")
                    @Nullable
                    String sort,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing keys = options.client(context)
                .list(
                        filter.on(options.path(KEYS))
                                .with("sort", Optional.ofNullable(sort).map(order -> order.replace('-', '_'))),
                        ListOutput.limit(limit),
                        options.itself());
        options.write(
                context.terminal(),
                ListOutput.document(keys),
                () -> keys.items().isEmpty() && !filter.isEmpty()
                        ? "No key is like that."
                        : new KeyText(context).table(keys, options.again()));
    }

    @Command(name = "show", description = "Show everything known of a key but its secret, which nobody has.")
    void show(@Mixin OrganizationOptions options, @Parameters(paramLabel = "KEY", description = WHICH) String key) {
        ControlClient client = options.client(context);
        String id = new KeyReference(client, options).resolve(key, false);
        JsonNode found = client.get(options.path(KEYS, id), options.in("key " + id));
        options.write(context.terminal(), found, () -> new KeyText(context).details(found));
    }

    @Command(
            name = "edit",
            description = {
                "Change the name, description, labels or restrictions of a key; what is not given stays.",
                "A list that is given replaces the old one; an empty text ('') empties it. Scopes can be narrowed only."
            })
    void edit(
            @Mixin OrganizationOptions options,
            @Mixin RestrictionOptions restrictions,
            @Parameters(paramLabel = "KEY", description = WHICH) String key,
            @Option(names = "--name", paramLabel = "NAME", description = "What it shall be called.") @Nullable
                    String name,
            @Option(
                            names = "--description",
                            paramLabel = "TEXT",
                            description = "What people shall note about it; '' for nothing.")
                    @Nullable
                    String description) {
        if (name == null && description == null && restrictions.isEmpty()) {
            throw CommandException.usage(
                    "nothing to change; give --name, --description, --label, --scope, --domain, --address or"
                            + " --rate-limit");
        }
        ObjectNode document = Json.object();
        if (name != null) {
            document.put("name", name);
        }
        if (description != null) {
            document.put("description", description.isBlank() ? null : description);
        }
        restrictions.putInto(document);
        ControlClient client = options.client(context);
        String id = new KeyReference(client, options).resolve(key, false);
        JsonNode changed = client.patch(options.path(KEYS, id), document, options.in("key " + id));
        options.write(context.terminal(), changed, () -> new KeyText(context).details(changed));
        new AppliedNote(context.terminal()).explain(changed);
    }

    @Command(name = "revoke", description = "End a key for good: its very next call is refused.")
    void revoke(@Mixin OrganizationOptions options, @Parameters(paramLabel = "KEY", description = WHICH) String key) {
        change(options, key, "revoke", "Revoked");
    }

    @Command(name = "disable", description = "Refuse a key until it is enabled again.")
    void disable(@Mixin OrganizationOptions options, @Parameters(paramLabel = "KEY", description = WHICH) String key) {
        change(options, key, "disable", "Disabled");
    }

    @Command(name = "enable", description = "Take a disabled key again.")
    void enable(@Mixin OrganizationOptions options, @Parameters(paramLabel = "KEY", description = WHICH) String key) {
        change(options, key, "enable", "Enabled");
    }

    @Command(name = "delete", description = "End a key for good and remove it from the list.")
    void delete(@Mixin OrganizationOptions options, @Parameters(paramLabel = "KEY", description = WHICH) String key) {
        ControlClient client = options.client(context);
        String id = new KeyReference(client, options).resolve(key, false);
        JsonNode deleted = client.delete(options.path(KEYS, id), options.in("key " + id));
        options.write(context.terminal(), deleted, () -> "Deleted key " + id + ".");
        new AppliedNote(context.terminal()).explain(deleted);
    }

    private void change(OrganizationOptions options, String key, String operation, String done) {
        ControlClient client = options.client(context);
        String id = new KeyReference(client, options).resolve(key, true);
        JsonNode changed = client.post(options.path(KEYS, id, operation), Optional.empty(), options.in("key " + id));
        options.write(context.terminal(), changed, () -> new KeyText(context).changed(changed, done));
        new AppliedNote(context.terminal()).explain(changed);
    }
}
