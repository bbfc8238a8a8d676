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

/// `ostiary environments …`
@Command(name = "environments", description = "Manage the stages that agents are deployed to.")
final class EnvironmentsCommand {
    private static final String ENVIRONMENTS = "environments";
    private static final String WHICH = "The environment, by slug or id.";
    private static final List<Column> COLUMNS = List.of(
            Column.shortenedTo(16, "NAME"), Column.whole("SLUG"), Column.whole("PROTECTED"), Column.whole("ID"));

    private final CommandContext context;

    EnvironmentsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "create", description = "Create an environment.")
    void create(
            @Mixin OrganizationOptions options,
            @Mixin IdempotencyOption once,
            @Parameters(paramLabel = "ENVIRONMENT", description = "Its name in URLs.") String environment,
            @Option(names = "--name", paramLabel = "NAME", description = "What people call it.") @Nullable
                    String name) {
        ObjectNode document = Json.object().put("slug", environment);
        if (name != null) {
            document.put("name", name);
        }
        JsonNode created = once.on(options.client(context))
                .post(options.path(ENVIRONMENTS), Optional.of(document), options.itself());
        options.write(context.terminal(), created, () -> "Created environment " + text(created, "slug") + ".");
    }

    @Command(name = "list", description = "List the environments, newest first.")
    void list(
            @Mixin OrganizationOptions options,
            @Mixin NameFilterOptions filter,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing environments = options.client(context)
                .list(filter.on(options.path(ENVIRONMENTS)), ListOutput.limit(limit), options.itself());
        options.write(
                context.terminal(),
                ListOutput.document(environments),
                () -> filter.text(environments, ENVIRONMENTS, () -> table(environments)));
    }

    @Command(name = "get", description = "Show an environment.")
    void get(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "ENVIRONMENT", description = WHICH) String environment) {
        JsonNode found = options.client(context).get(path(options, environment), subject(options, environment));
        options.write(context.terminal(), found, () -> table(Listing.of(found)));
    }

    @Command(name = "rename", description = "Give an environment another name; its slug stays.")
    void rename(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "ENVIRONMENT", description = WHICH) String environment,
            @Parameters(paramLabel = "NAME", description = "What it shall be called.") String name) {
        JsonNode renamed = options.client(context)
                .patch(path(options, environment), Json.object().put("name", name), subject(options, environment));
        options.write(
                context.terminal(),
                renamed,
                () -> "Environment " + text(renamed, "slug") + " is called " + text(renamed, "name") + ".");
    }

    @Command(
            name = "protect",
            description = "Protect an environment: from then on only owners and admins deploy there and make, change or"
                    + " end keys for it.")
    void protect(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "ENVIRONMENT", description = WHICH) String environment) {
        JsonNode changed = options.client(context)
                .post(
                        options.path(ENVIRONMENTS, environment, "protect"),
                        Optional.empty(),
                        subject(options, environment));
        options.write(context.terminal(), changed, () -> "Environment " + text(changed, "slug") + " is protected.");
    }

    @Command(name = "unprotect", description = "End the protection of an environment.")
    void unprotect(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "ENVIRONMENT", description = WHICH) String environment) {
        JsonNode changed = options.client(context)
                .post(
                        options.path(ENVIRONMENTS, environment, "unprotect"),
                        Optional.empty(),
                        subject(options, environment));
        options.write(
                context.terminal(),
                changed,
                () -> "Environment " + text(changed, "slug") + " is not protected any more.");
    }

    @Command(
            name = "delete",
            description =
                    "Delete an environment in which nothing is deployed, and revoke the keys that are bound to it.")
    void delete(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "ENVIRONMENT", description = WHICH) String environment) {
        JsonNode deleted = options.client(context).delete(path(options, environment), subject(options, environment));
        options.write(context.terminal(), deleted, () -> "Deleted environment " + Printable.clean(environment) + ".");
        new AppliedNote(context.terminal()).explain(deleted);
    }

    private static ApiPath path(OrganizationOptions options, String environment) {
        return options.path(ENVIRONMENTS, environment);
    }

    private static String subject(OrganizationOptions options, String environment) {
        return options.in("environment " + Printable.clean(environment));
    }

    private String table(Listing environments) {
        Table table = new Table(COLUMNS);
        for (JsonNode environment : environments.items()) {
            table.row(
                    text(environment, "name"),
                    text(environment, "slug"),
                    environment.path("protected").asBoolean(false) ? "yes" : "no",
                    text(environment, "id"));
        }
        return environments.items().isEmpty()
                ? "No environments. Create one: ./ostiary environments create production"
                : table.render(context.terminal().columns());
    }

    private static String text(JsonNode document, String field) {
        return Printable.clean(document.path(field).stringValue(""));
    }
}
