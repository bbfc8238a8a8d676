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
import tools.jackson.databind.node.ObjectNode;

/// `ostiary routes …`
@Command(name = "routes", description = "Create, see, edit and delete routes: hosts and a path that lead to upstreams.")
final class RoutesCommand {
    static final String ROUTES = "routes";
    private static final String WHICH = "The route, by name or id.";
    private static final List<String> EDITABLE =
            List.of("name", "hosts", "path", "pathKind", "stripPath", "upstreams", "dialect", "cors", "timeouts");

    private final CommandContext context;

    RoutesCommand(CommandContext context) {
        this.context = context;
    }

    @Command(
            name = "create",
            description = {
                "Create a route.",
                "Everybody may pass until a policy for it, or for the gateway, says who may."
            })
    void create(
            @Mixin OrganizationOptions options,
            @Mixin IdempotencyOption once,
            @Mixin RouteOptions settings,
            @Parameters(paramLabel = "NAME", description = "Its name: up to 63 of a-z, 0-9 and inner hyphens.")
                    String name) {
        if (!settings.hasUpstream()) {
            throw CommandException.usage("a route leads somewhere; give --upstream URL");
        }
        ObjectNode document = Json.object().put("name", name);
        settings.putInto(document);
        JsonNode route =
                once.on(options.client(context)).post(options.path(ROUTES), Optional.of(document), options.itself());
        options.write(context.terminal(), route, () -> new RouteText(context).created(route, options.again()));
        new AppliedNote(context.terminal()).explain(route);
    }

    @Command(name = "list", description = "List the routes, newest first.")
    void list(
            @Mixin OrganizationOptions options,
            @Mixin NameFilterOptions filter,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing routes = options.client(context)
                .list(filter.on(options.path(ROUTES)), ListOutput.limit(limit), options.itself());
        options.write(
                context.terminal(),
                ListOutput.document(routes),
                () -> filter.text(routes, ROUTES, () -> new RouteText(context).table(routes, options.again())));
    }

    @Command(name = "get", description = "Show everything known of a route.")
    void get(@Mixin OrganizationOptions options, @Parameters(paramLabel = "ROUTE", description = WHICH) String route) {
        ControlClient client = options.client(context);
        NamedReference reference = reference(client, options);
        JsonNode found = client.get(options.path(ROUTES, reference.resolve(route)), reference.subject(route));
        options.write(context.terminal(), found, () -> new RouteText(context).details(found));
    }

    @Command(
            name = "edit",
            description = {
                "Change a route; what is not given stays.",
                "A list that is given replaces the old one; an empty text ('') empties it."
            })
    void edit(
            @Mixin OrganizationOptions options,
            @Mixin RouteOptions settings,
            @Parameters(paramLabel = "ROUTE", description = WHICH) String route,
            @Option(names = "--name", paramLabel = "NAME", description = "What it shall be called.") @Nullable
                    String name) {
        if (name == null && settings.isEmpty()) {
            throw CommandException.usage("nothing to change; see the options in --help");
        }
        ControlClient client = options.client(context);
        NamedReference reference = reference(client, options);
        String id = reference.resolve(route);
        JsonNode changed = client.replace(
                options.path(ROUTES, id), present -> edited(present, name, settings), reference.subject(route));
        options.write(context.terminal(), changed, () -> new RouteText(context).details(changed));
        new AppliedNote(context.terminal()).explain(changed);
    }

    private static ObjectNode edited(JsonNode present, @Nullable String name, RouteOptions settings) {
        ObjectNode document = Json.object();
        EDITABLE.forEach(field -> present.optional(field).ifPresent(value -> document.set(field, value)));
        if (name != null) {
            document.put("name", name);
        }
        settings.putInto(document);
        return document;
    }

    @Command(
            name = "delete",
            description = "Delete a route, its policy, and revoke the keys that are bound to it alone.")
    void delete(
            @Mixin OrganizationOptions options, @Parameters(paramLabel = "ROUTE", description = WHICH) String route) {
        ControlClient client = options.client(context);
        NamedReference reference = reference(client, options);
        String id = reference.resolve(route);
        JsonNode deleted = client.delete(options.path(ROUTES, id), reference.subject(route));
        options.write(context.terminal(), deleted, () -> "Deleted route " + id + ".");
        new AppliedNote(context.terminal()).explain(deleted);
    }

    /// How routes are named.
    static NamedReference reference(ControlClient client, OrganizationOptions options) {
        return new NamedReference(client, options, ROUTES, "route");
    }
}
