package dev.ostiary.app.command;

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

/// `ostiary projects …`
@Command(name = "projects", description = "Create, list, rename and delete projects, which group agents.")
final class ProjectsCommand {
    private static final String PROJECTS = "projects";
    private static final String WHICH = "The project, by slug or id.";
    private static final List<Column> COLUMNS = List.of(
            Column.whole("PROJECT"), Column.shortenedTo(24, "NAME"), Column.whole("CREATED"), Column.whole("ID"));

    private final CommandContext context;

    ProjectsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "create", description = "Create a project.")
    void create(
            @Mixin OrganizationOptions options,
            @Mixin IdempotencyOption once,
            @Parameters(paramLabel = "PROJECT", description = "Its short name: up to 63 of a-z, 0-9 and inner hyphens.")
                    String project,
            @Option(names = "--name", paramLabel = "NAME", description = "What people call it.") @Nullable
                    String name) {
        ObjectNode document = Json.object().put("slug", project);
        if (name != null) {
            document.put("name", name);
        }
        JsonNode created =
                once.on(options.client(context)).post(options.path(PROJECTS), Optional.of(document), options.itself());
        options.write(
                context.terminal(),
                created,
                () -> "Created project " + text(created, "slug") + ". Put agents into it:\n\n"
                        + "  ./ostiary agents edit AGENT --project " + text(created, "slug") + options.again());
    }

    @Command(name = "list", description = "List the projects, newest first.")
    void list(
            @Mixin OrganizationOptions options,
            @Mixin NameFilterOptions filter,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing projects = options.client(context)
                .list(filter.on(options.path(PROJECTS)), ListOutput.limit(limit), options.itself());
        options.write(
                context.terminal(),
                ListOutput.document(projects),
                () -> filter.text(projects, PROJECTS, () -> table(projects)));
    }

    @Command(name = "get", description = "Show a project.")
    void get(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "PROJECT", description = WHICH) String project) {
        JsonNode found = options.client(context).get(options.path(PROJECTS, project), options.in("project " + project));
        options.write(context.terminal(), found, () -> table(Listing.of(found)));
    }

    @Command(name = "rename", description = "Rename a project; its short name stays.")
    void rename(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "PROJECT", description = WHICH) String project,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "What people shall call it.")
                    String name) {
        JsonNode renamed = options.client(context)
                .patch(
                        options.path(PROJECTS, project),
                        Json.object().put("name", name),
                        options.in("project " + project));
        options.write(
                context.terminal(),
                renamed,
                () -> "Project " + text(renamed, "slug") + " is called " + text(renamed, "name") + ".");
    }

    @Command(name = "delete", description = "Delete a project that no agent is in.")
    void delete(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "PROJECT", description = WHICH) String project) {
        JsonNode deleted =
                options.client(context).delete(options.path(PROJECTS, project), options.in("project " + project));
        options.write(context.terminal(), deleted, () -> "Deleted project " + Printable.clean(project) + ".");
    }

    private String table(Listing projects) {
        Times times = new Times(context.clock());
        Table table = new Table(COLUMNS);
        for (JsonNode project : projects.items()) {
            table.row(
                    text(project, "slug"),
                    text(project, "name"),
                    times.relative(project, "createdAt"),
                    text(project, "id"));
        }
        return table.render(context.terminal().columns());
    }

    private static String text(JsonNode project, String field) {
        return Printable.clean(project.path(field).stringValue(""));
    }
}
