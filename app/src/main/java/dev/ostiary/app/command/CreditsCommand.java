package dev.ostiary.app.command;

import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
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

/// `ostiary credits …`
@Command(
        name = "credits",
        description =
                "See what is left for an organization and where it went; give it a plan, and credits beyond that.")
final class CreditsCommand {
    private static final String CREDITS = "credits";
    private static final String NONE = "none";
    private static final List<Column> COLUMNS =
            List.of(Column.whole("CREDITS"), Column.shortenedTo(40, "KEY"), Column.whole("ID"));

    private final CommandContext context;

    CreditsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "show", description = "Show the organization's plan, and what is left this month.")
    void show(@Mixin OrganizationOptions options) {
        JsonNode credits = options.client(context).get(options.path(CREDITS), options.itself());
        options.write(context.terminal(), credits, () -> text(credits));
    }

    @Command(name = "usage", description = "List what calls cost in a month, by key, the most first.")
    void usage(
            @Mixin OrganizationOptions options,
            @Option(
                            names = "--month",
                            paramLabel = "YYYY-MM",
                            description = "Of which month, by UTC. The present one when not given.")
                    @Nullable
                    String month,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing usage = options.client(context)
                .list(
                        options.path(CREDITS, "usage").with("month", Optional.ofNullable(month)),
                        ListOutput.limit(limit),
                        options.itself());
        options.write(context.terminal(), ListOutput.document(usage), () -> table(usage));
    }

    @Command(
            name = "set-plan",
            description = "Give the organization a plan, or none. Only a key of the whole installation may.")
    void setPlan(
            @Mixin OrganizationOptions options,
            @Parameters(
                            paramLabel = "PLAN|none",
                            description = "The plan, by slug or id; none for calls that cost nothing.")
                    String plan) {
        JsonNode credits = options.client(context)
                .put(
                        options.path(CREDITS, "plan"),
                        Json.object().put("plan", plan.equals(NONE) ? null : plan),
                        "plan " + Printable.clean(plan) + " or no " + options.itself());
        options.write(context.terminal(), credits, () -> text(credits));
        new AppliedNote(context.terminal()).explain(credits);
    }

    @Command(
            name = "grant",
            description =
                    "Grant the organization credits beyond its plan's, which keep until they are spent. Only a key of"
                            + " the whole installation may.")
    void grant(
            @Mixin OrganizationOptions options,
            @Mixin IdempotencyOption once,
            @Parameters(paramLabel = "N", description = "How many.") long amount) {
        if (amount < 1) {
            throw CommandException.usage(amount + " is no grant; give 1 or more");
        }
        JsonNode credits = once.on(options.client(context))
                .post(
                        options.path(CREDITS, "grants"),
                        Optional.of(Json.object().put(CREDITS, amount)),
                        options.itself());
        options.write(context.terminal(), credits, () -> text(credits));
        new AppliedNote(context.terminal()).explain(credits);
    }

    private String text(JsonNode credits) {
        boolean isLimited = credits.path("left").isNumber();
        String plan = Printable.clean(credits.path("plan").stringValue(NONE));
        return """
                Plan       %s
                A month    %s
                Left       %s
                Granted    %s
                Spent      %s in %s
                Renews     %s
                """.formatted(
                                plan,
                                isLimited ? number(credits, "allowance") : plan.equals(NONE) ? "-" : "unlimited",
                                left(credits, plan),
                                number(credits, "granted"),
                                number(credits, "spent"),
                                Printable.clean(credits.path("month").stringValue("")),
                                new Times(context.clock()).exact(credits, "renewsAt"))
                + (credits.path("overdrawn").asLong() > 0
                        ? "Overdrawn  " + number(credits, "overdrawn") + ", spent while the database was away\n"
                        : "");
    }

    private static String left(JsonNode credits, String plan) {
        if (credits.path("left").isNumber()) {
            return number(credits, "left");
        }
        return plan.equals(NONE) ? "not metered: calls cost nothing" : "cannot be used up";
    }

    private static String number(JsonNode credits, String field) {
        return Long.toString(credits.path(field).asLong());
    }

    private String table(Listing usage) {
        Table table = new Table(COLUMNS);
        for (JsonNode spending : usage.items()) {
            boolean hasKey = spending.path("key").isString();
            table.row(
                    number(spending, CREDITS),
                    Printable.clean(spending.path("name").stringValue(hasKey ? "(deleted)" : "(without a key)")),
                    Printable.clean(spending.path("key").stringValue("")));
        }
        return table.render(context.terminal().columns());
    }
}
