package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary organizations …`
@Command(name = "organizations", description = "Create, see, rename and delete organizations. None sees another's.")
final class OrganizationsCommand {
    private static final String ORGANIZATIONS = "organizations";
    private static final String WHICH = "The organization, by slug or id.";
    private static final List<Column> COLUMNS = List.of(
            Column.whole("ORGANIZATION"), Column.shortenedTo(16, "NAME"), Column.whole("CREATED"), Column.whole("ID"));

    private final CommandContext context;

    OrganizationsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "create", description = "Create an organization. Only a key of the whole installation may.")
    void create(
            @Mixin ServerOptions options,
            @Mixin IdempotencyOption once,
            @Parameters(
                            paramLabel = "ORGANIZATION",
                            description = "Its name in URLs: up to 63 of a-z, 0-9 and inner hyphens.")
                    String organization,
            @Option(names = "--name", paramLabel = "NAME", description = "What people call it.") @Nullable
                    String name) {
        ObjectNode document = Json.object().put("slug", organization);
        if (name != null) {
            document.put("name", name);
        }
        JsonNode created = once.on(options.client(context))
                .post(ApiPath.of(ORGANIZATIONS), Optional.of(document), subject(organization));
        options.write(
                context.terminal(),
                created,
                () -> "Created organization " + text(created, "slug") + ". Name it to commands:\n\n"
                        + "  ./ostiary agents list --organization " + text(created, "slug") + options.again());
        new AppliedNote(context.terminal()).explain(created);
    }

    @Command(name = "list", description = "List the organizations, newest first.")
    void list(
            @Mixin ServerOptions options,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing found = options.client(context).list(ApiPath.of(ORGANIZATIONS), ListOutput.limit(limit), ORGANIZATIONS);
        options.write(context.terminal(), ListOutput.document(found), () -> table(found));
    }

    @Command(name = "get", description = "Show an organization.")
    void get(
            @Mixin ServerOptions options,
            @Parameters(paramLabel = "ORGANIZATION", description = WHICH) String organization) {
        JsonNode found = options.client(context).get(path(organization), subject(organization));
        options.write(context.terminal(), found, () -> table(Listing.of(found)));
    }

    @Command(name = "rename", description = "Give an organization another name; its slug, which stands in URLs, stays.")
    void rename(
            @Mixin ServerOptions options,
            @Parameters(paramLabel = "ORGANIZATION", description = WHICH) String organization,
            @Parameters(paramLabel = "NAME", description = "What it shall be called.") String name) {
        JsonNode renamed = options.client(context)
                .patch(path(organization), Json.object().put("name", name), subject(organization));
        options.write(
                context.terminal(),
                renamed,
                () -> "Organization " + text(renamed, "slug") + " is called " + text(renamed, "name") + ".");
    }

    @Command(
            name = "delete",
            description =
                    "Delete an organization that has no agents, routes and live keys left. Only a key of the whole"
                            + " installation may.")
    void delete(
            @Mixin ServerOptions options,
            @Parameters(paramLabel = "ORGANIZATION", description = WHICH) String organization) {
        JsonNode deleted = options.client(context).delete(path(organization), subject(organization));
        options.write(context.terminal(), deleted, () -> "Deleted organization " + Printable.clean(organization) + ".");
        new AppliedNote(context.terminal()).explain(deleted);
    }

    private static ApiPath path(String organization) {
        return ApiPath.of(ORGANIZATIONS, organization);
    }

    private static String subject(String organization) {
        return "organization " + Printable.clean(organization);
    }

    private String table(Listing organizations) {
        Times times = new Times(context.clock());
        Table table = new Table(COLUMNS);
        for (JsonNode organization : organizations.items()) {
            table.row(
                    text(organization, "slug"),
                    text(organization, "name"),
                    times.relative(organization, "createdAt"),
                    text(organization, "id"));
        }
        return table.render(context.terminal().columns());
    }

    private static String text(JsonNode document, String field) {
        return Printable.clean(document.path(field).stringValue(""));
    }
}
