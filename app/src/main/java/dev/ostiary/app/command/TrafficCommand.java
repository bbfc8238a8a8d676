package dev.ostiary.app.command;

import dev.ostiary.app.client.Listing;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `ostiary traffic …`
@Command(name = "traffic", description = "See how many requests came over time, and what became of them.")
final class TrafficCommand {
    private static final String TRAFFIC = "traffic";

    private final CommandContext context;

    TrafficCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "show", description = "Show what became of the organization's requests, step by step.")
    void show(
            @Mixin OrganizationOptions options,
            @Mixin RangeOption range,
            @Option(
                            names = "--route",
                            paramLabel = "NAME",
                            description = "Only requests for that route, as `traffic routes` lists it.")
                    @Nullable
                    String route) {
        JsonNode traffic = options.client(context)
                .get(
                        options.path(TRAFFIC).with("range", range.iso()).with("route", Optional.ofNullable(route)),
                        options.itself());
        options.write(context.terminal(), traffic, () -> new TrafficText(context).history(traffic, range.text()));
    }

    @Command(name = "routes", description = "List routes and deployments by their requests, the most first.")
    void routes(@Mixin OrganizationOptions options, @Mixin RankingOptions ranking) {
        Listing listing = rank(options, ranking, "routes");
        options.write(
                context.terminal(),
                ListOutput.document(listing),
                () -> table(listing, "ROUTE", item -> item.path("route").stringValue("")));
    }

    @Command(name = "keys", description = "List keys by their requests, refused ones too, the most first.")
    void keys(@Mixin OrganizationOptions options, @Mixin RankingOptions ranking) {
        Listing listing = rank(options, ranking, "keys");
        options.write(
                context.terminal(),
                ListOutput.document(listing),
                () -> table(
                        listing,
                        "KEY",
                        item -> item.path("name").stringValue("(deleted)") + "  "
                                + item.path("key").stringValue("")));
    }

    private Listing rank(OrganizationOptions options, RankingOptions ranking, String what) {
        return options.client(context)
                .list(
                        options.path(TRAFFIC, what)
                                .with("range", ranking.range())
                                .with("by", ranking.by()),
                        ranking.limit(),
                        options.itself());
    }

    private String table(Listing listing, String title, Function<JsonNode, String> name) {
        Table table = new Table(List.of(
                Column.whole("REQUESTS"),
                Column.whole("REFUSED"),
                Column.whole("FAILED"),
                Column.whole("P95"),
                Column.shortenedTo(60, title)));
        for (JsonNode item : listing.items()) {
            JsonNode totals = item.path("totals");
            table.row(
                    TrafficText.number(totals, "requests"),
                    TrafficText.number(totals, "refused"),
                    TrafficText.number(totals, "failed"),
                    TrafficText.millis(totals, "p95"),
                    Printable.clean(name.apply(item)));
        }
        return table.render(context.terminal().columns());
    }
}
