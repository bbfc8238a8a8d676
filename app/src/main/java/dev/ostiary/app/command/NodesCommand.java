package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `ostiary nodes …`
@Command(name = "nodes", description = "Show the gateways of the installation.")
final class NodesCommand {
    /// Enough of a digest to see by eye whether two are the same; the whole is in the JSON.
    private static final int DIGEST_DIGITS = 12;

    private static final List<Column> COLUMNS = List.of(
            Column.shortenedTo(12, "NODE"),
            Column.whole("STATE"),
            Column.whole("CHANGE"),
            Column.whole("LAG"),
            Column.whole("KEYS"),
            Column.whole("DIGEST"),
            Column.whole("HEARD"),
            Column.whole("STARTED"),
            Column.shortenedTo(8, "VERSION"),
            Column.whole("ID"));

    private final CommandContext context;

    NodesCommand(CommandContext context) {
        this.context = context;
    }

    @Command(
            name = "list",
            description = {
                "List the gateways: how far each has applied what was changed, how many keys it knows, and a digest of all"
                        + " that it obeys.",
                "One is current, behind, gone (silent for more than 10 seconds), or differs from others at the same change."
            })
    void list(@Mixin ServerOptions options) {
        JsonNode nodes = options.client(context).get(ApiPath.of("nodes"), "list of nodes there");
        options.write(context.terminal(), nodes, () -> table(nodes));
    }

    private String table(JsonNode nodes) {
        if (nodes.path("items").isEmpty()) {
            return "No gateway has been heard of in the last day.";
        }
        Times times = new Times(context.clock());
        Table table = new Table(COLUMNS);
        for (JsonNode node : nodes.path("items").values()) {
            String digest = text(node, "digest");
            table.row(
                    text(node, "name"),
                    text(node, "state"),
                    number(node, "appliedSeq"),
                    number(node, "lag"),
                    number(node, "keys"),
                    digest.substring(0, Math.min(DIGEST_DIGITS, digest.length())),
                    times.relative(node, "heardAt"),
                    times.relative(node, "startedAt"),
                    text(node, "version"),
                    text(node, "id"));
        }
        return table.render(context.terminal().columns());
    }

    private static String number(JsonNode node, String field) {
        return Long.toString(node.path(field).asLong(0));
    }

    private static String text(JsonNode node, String field) {
        return Printable.clean(node.path(field).stringValue(""));
    }
}
