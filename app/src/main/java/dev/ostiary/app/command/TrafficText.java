package dev.ostiary.app.command;

import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// What became of requests, for people to read.
final class TrafficText {
    private static final int LONGEST_BAR = 40;
    private static final List<Column> STEPS = List.of(
            Column.whole("FROM"),
            Column.whole("REQUESTS"),
            Column.whole("REFUSED"),
            Column.whole("FAILED"),
            Column.whole("P95"),
            Column.shortenedTo(1, ""));
    private static final List<Column> REASONS =
            List.of(Column.whole("REQUESTS"), Column.whole("OUTCOME"), Column.whole("REASON"));

    private final CommandContext context;

    TrafficText(CommandContext context) {
        this.context = context;
    }

    /// A whole history: the steps in which something came, each with a bar, and why requests were not served.
    String history(JsonNode traffic, String range) {
        JsonNode totals = traffic.path("totals");
        if (totals.path("requests").asLong() == 0) {
            return "No requests in the last " + range + ".";
        }
        long most = traffic.path("points")
                .valueStream()
                .mapToLong(point -> point.at("/totals/requests").asLong())
                .max()
                .orElse(1);
        Table steps = new Table(STEPS);
        for (JsonNode point : traffic.path("points")) {
            JsonNode counted = point.path("totals");
            long requests = counted.path("requests").asLong();
            if (requests > 0) {
                steps.row(
                        new Times(context.clock()).exact(point, "at"),
                        Long.toString(requests),
                        number(counted, "refused"),
                        number(counted, "failed"),
                        millis(counted, "p95"),
                        bar(requests, most));
            }
        }
        OptionalInt columns = context.terminal().columns();
        return totals(totals) + "\n\n" + steps.render(columns) + reasons(traffic, columns);
    }

    private static String bar(long requests, long most) {
        return "#".repeat((int) Math.max(1, requests * LONGEST_BAR / most));
    }

    private static String totals(JsonNode totals) {
        return """
                Requests   %s
                Served     %s
                Refused    %s
                Failed     %s
                Abandoned  %s
                Began in   p50 %s, p95 %s, p99 %s""".formatted(
                        number(totals, "requests"),
                        number(totals, "served"),
                        number(totals, "refused"),
                        number(totals, "failed"),
                        number(totals, "abandoned"),
                        millis(totals, "p50"),
                        millis(totals, "p95"),
                        millis(totals, "p99"));
    }

    private static String reasons(JsonNode traffic, OptionalInt columns) {
        if (traffic.path("reasons").isEmpty()) {
            return "";
        }
        Table reasons = new Table(REASONS);
        for (JsonNode reason : traffic.path("reasons")) {
            reasons.row(
                    number(reason, "requests"),
                    Printable.clean(reason.path("outcome").stringValue("")),
                    Printable.clean(reason.path("reason").stringValue("")));
        }
        return "\n\n" + reasons.render(columns);
    }

    static String number(JsonNode counted, String field) {
        return Long.toString(counted.path(field).asLong());
    }

    static String millis(JsonNode counted, String field) {
        JsonNode millis = counted.path(field);
        return millis.isNumber() ? String.format(Locale.ROOT, "%.1f ms", millis.doubleValue()) : "-";
    }
}
