package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary plans …`
@Command(
        name = "plans",
        description = "Create, list, edit and delete plans: what organizations may spend, and what calls cost.")
final class PlansCommand {
    private static final String PLANS = "plans";
    private static final String WHICH = "The plan, by slug or id.";
    private static final String UNLIMITED = "unlimited";
    private static final List<Column> COLUMNS = List.of(
            Column.whole("PLAN"),
            Column.shortenedTo(20, "NAME"),
            Column.whole("A MONTH"),
            Column.whole("A CALL COSTS"),
            Column.whole("ID"));

    private final CommandContext context;

    PlansCommand(CommandContext context) {
        this.context = context;
    }

    /// What a plan says.
    static final class Terms {
        @Option(names = "--name", paramLabel = "NAME", description = "What people call it.")
        private @Nullable String name;

        @Option(
                names = "--credits",
                paramLabel = "N|unlimited",
                description = "Credits for each month, by UTC; unlimited for as many as are wanted.")
        private @Nullable String credits;

        @Option(
                names = "--cost",
                paramLabel = "KIND=N",
                split = ",",
                description = "What a call costs by what is called: api, mcp, a2a, llm or route; 0 for nothing. One"
                        + " credit where nothing is said. May be given several times.")
        private @Nullable Map<String, Integer> costs;

        ObjectNode putInto(ObjectNode document) {
            if (name != null) {
                document.put("name", name);
            }
            if (credits != null) {
                document.put("credits", credits.equals(UNLIMITED) ? null : number(credits));
            }
            if (costs != null) {
                ObjectNode byKind = document.putObject("costs");
                costs.forEach(byKind::put);
            }
            return document;
        }

        private static Long number(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException notANumber) {
                throw CommandException.usage("--credits " + text + " is no number; give a whole number, or unlimited");
            }
        }
    }

    @Command(name = "create", description = "Create a plan. Only a key of the whole installation may.")
    void create(
            @Mixin ServerOptions options,
            @Mixin IdempotencyOption once,
            @Mixin Terms terms,
            @Parameters(paramLabel = "PLAN", description = "Its short name: up to 63 of a-z, 0-9 and inner hyphens.")
                    String plan) {
        JsonNode created = once.on(options.client(context))
                .post(ApiPath.of(PLANS), Optional.of(terms.putInto(Json.object().put("slug", plan))), subject(plan));
        options.write(
                context.terminal(),
                created,
                () -> "Created plan " + text(created, "slug") + ", " + credits(created)
                        + " credits a month. Give it to an organization:\n\n  ./ostiary credits set-plan "
                        + text(created, "slug") + " --organization ORGANIZATION" + options.again());
    }

    @Command(name = "list", description = "List the plans, newest first.")
    void list(
            @Mixin ServerOptions options,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing plans = options.client(context).list(ApiPath.of(PLANS), ListOutput.limit(limit), PLANS);
        options.write(context.terminal(), ListOutput.document(plans), () -> table(plans));
    }

    @Command(name = "get", description = "Show a plan.")
    void get(@Mixin ServerOptions options, @Parameters(paramLabel = "PLAN", description = WHICH) String plan) {
        JsonNode found = options.client(context).get(ApiPath.of(PLANS, plan), subject(plan));
        options.write(context.terminal(), found, () -> table(Listing.of(found)));
    }

    @Command(
            name = "edit",
            description =
                    "Edit a plan. It holds for organizations that have it from the next call on; what they spent this"
                            + " month stays spent.")
    void edit(
            @Mixin ServerOptions options,
            @Mixin Terms terms,
            @Parameters(paramLabel = "PLAN", description = WHICH) String plan) {
        ObjectNode document = terms.putInto(Json.object());
        if (document.isEmpty()) {
            throw CommandException.usage("nothing is to change; give --name, --credits or --cost");
        }
        JsonNode edited = options.client(context).patch(ApiPath.of(PLANS, plan), document, subject(plan));
        options.write(context.terminal(), edited, () -> table(Listing.of(edited)));
        new AppliedNote(context.terminal()).explain(edited);
    }

    @Command(name = "delete", description = "Delete a plan that no organization has.")
    void delete(@Mixin ServerOptions options, @Parameters(paramLabel = "PLAN", description = WHICH) String plan) {
        JsonNode deleted = options.client(context).delete(ApiPath.of(PLANS, plan), subject(plan));
        options.write(context.terminal(), deleted, () -> "Deleted plan " + Printable.clean(plan) + ".");
    }

    private static String subject(String plan) {
        return "plan " + Printable.clean(plan);
    }

    private String table(Listing plans) {
        Table table = new Table(COLUMNS);
        for (JsonNode plan : plans.items()) {
            table.row(text(plan, "slug"), text(plan, "name"), credits(plan), costs(plan), text(plan, "id"));
        }
        return table.render(context.terminal().columns());
    }

    private static String credits(JsonNode plan) {
        return plan.path("credits").isNumber()
                ? Long.toString(plan.path("credits").longValue())
                : UNLIMITED;
    }

    private static String costs(JsonNode plan) {
        return plan.path("costs")
                .propertyStream()
                .map(cost ->
                        Printable.clean(cost.getKey()) + "=" + cost.getValue().asInt())
                .collect(Collectors.joining(" "));
    }

    private static String text(JsonNode plan, String field) {
        return Printable.clean(plan.path(field).stringValue(""));
    }
}
