package dev.ostiary.app.command;

import dev.ostiary.app.client.Listing;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Audit events for a person.
final class AuditText {
    private static final List<Column> COLUMNS = List.of(
            Column.whole("SEQ"),
            Column.whole("WHEN"),
            Column.shortenedTo(8, "WHO"),
            Column.whole("WHAT"),
            Column.shortenedTo(10, "ON"),
            Column.whole("FROM"),
            Column.shortenedTo(12, "CHANGES"));

    private final CommandContext context;

    AuditText(CommandContext context) {
        this.context = context;
    }

    String table(Listing events) {
        if (events.items().isEmpty()) {
            return "No audit events.";
        }
        Times times = new Times(context.clock());
        Table table = new Table(COLUMNS);
        for (JsonNode event : events.items()) {
            JsonNode subject = event.path("subject");
            table.row(
                    Long.toString(event.path("seq").asLong(0)),
                    times.relative(event, "at"),
                    text(event.path("actor"), "name"),
                    text(event, "action"),
                    text(subject, text(subject, "name").isEmpty() ? "id" : "name"),
                    text(event.path("source"), "address"),
                    changes(event.path("before"), event.path("after")));
        }
        return table.render(context.terminal().columns());
    }

    /// `name: CI → CD; state: enabled`.
    private static String changes(JsonNode before, JsonNode after) {
        Collection<String> fields = new TreeSet<>(before.propertyNames());
        fields.addAll(after.propertyNames());
        return fields.stream()
                .map(field ->
                        field + ": " + (before.has(field) ? text(before, field) + " → " : "") + text(after, field))
                .collect(Collectors.joining("; "));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }
}
