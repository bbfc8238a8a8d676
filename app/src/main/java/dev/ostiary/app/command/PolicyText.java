package dev.ostiary.app.command;

import dev.ostiary.app.client.Listing;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import dev.ostiary.app.terminal.Terminal;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a person is told of policies.
final class PolicyText {
    private static final List<Column> COLUMNS = List.of(
            Column.shortenedTo(12, "NAME"),
            Column.whole("FOR"),
            Column.whole("MODE"),
            Column.shortenedTo(20, "READS"),
            Column.shortenedTo(12, "KEYS"),
            Column.whole("CREATED"),
            Column.whole("ID"));

    private final Terminal terminal;
    private final Times times;

    PolicyText(CommandContext context) {
        this.terminal = context.terminal();
        this.times = new Times(context.clock());
    }

    /// Policies in rows.
    String table(Listing policies, String again) {
        if (policies.items().isEmpty()) {
            return "No policies: everybody may pass on routes. Create one: ./ostiary policies create NAME" + again;
        }
        Table table = new Table(COLUMNS);
        for (JsonNode policy : policies.items()) {
            table.row(
                    text(policy, "name"),
                    target(policy),
                    text(policy, "mode"),
                    locations(policy),
                    keys(policy),
                    times.relative(policy, "createdAt"),
                    text(policy, "id"));
        }
        return table.render(terminal.columns());
    }

    /// Everything known of a policy.
    String details(JsonNode policy) {
        return """
                Name        %s
                Id          %s
                For         %s
                Mode        %s
                Reads       %s
                Keys        %s
                Created     %s by %s
                Changed     %s by %s
                """.formatted(
                        text(policy, "name"),
                        text(policy, "id"),
                        target(policy),
                        text(policy, "mode"),
                        locations(policy),
                        keys(policy),
                        times.exact(policy, "createdAt"),
                        text(policy, "createdBy"),
                        times.exact(policy, "changedAt"),
                        text(policy, "changedBy"));
    }

    private static String target(JsonNode policy) {
        return policy.path("route").isString() ? text(policy, "route") : "gateway";
    }

    /// As the option `--location` takes them.
    private static String locations(JsonNode policy) {
        return Printable.clean(policy.path("locations").values().stream()
                .map(PolicyText::location)
                .collect(Collectors.joining(", ")));
    }

    private static String location(JsonNode location) {
        return location.properties().stream()
                .map(place -> word(place.getKey()) + " "
                        + place.getValue().path("name").stringValue("")
                        + place.getValue()
                                .path("scheme")
                                .stringValueOpt()
                                .map(" "::concat)
                                .orElse(""))
                .collect(Collectors.joining());
    }

    private static String word(String field) {
        return switch (field) {
            case "queryParameter" -> "query";
            case "bodyField" -> "body";
            default -> field;
        };
    }

    private static String keys(JsonNode policy) {
        JsonNode keys = policy.path("keys");
        if (keys.has("names")) {
            return Printable.clean(keys.path("names").values().stream()
                    .map(name -> name.stringValue(""))
                    .collect(Collectors.joining(", ", "named ", "")));
        }
        return keys.has("matchLabels")
                ? Printable.clean(keys.path("matchLabels").properties().stream()
                        .map(label -> label.getKey() + "=" + label.getValue().stringValue(""))
                        .collect(Collectors.joining(", ", "with ", "")))
                : "all";
    }

    private static String text(JsonNode policy, String field) {
        return Printable.clean(policy.path(field).stringValue(""));
    }
}
