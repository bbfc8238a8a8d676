package dev.ostiary.app.command;

import dev.ostiary.app.client.Listing;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import dev.ostiary.app.terminal.Terminal;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a person is told of routes.
final class RouteText {
    private static final List<Column> COLUMNS = List.of(
            Column.shortenedTo(12, "NAME"),
            Column.shortenedTo(16, "HOSTS"),
            Column.shortenedTo(12, "PATH"),
            Column.shortenedTo(22, "UPSTREAMS"),
            Column.whole("CREATED"),
            Column.whole("ID"));

    private final Terminal terminal;
    private final Times times;

    RouteText(CommandContext context) {
        this.terminal = context.terminal();
        this.times = new Times(context.clock());
    }

    /// A route just made.
    String created(JsonNode route, String again) {
        String name = text(route, "name");
        return "Created route " + name + " (" + text(route, "id") + "), which leads " + path(route) + " on "
                + hosts(route) + " to " + upstreams(route)
                + ".\nEverybody may pass, unless a policy for it or for the gateway says who may:\n\n"
                + "  ./ostiary policies create " + name + "-keys --route " + name + again;
    }

    /// Routes in rows.
    String table(Listing routes, String again) {
        if (routes.items().isEmpty()) {
            return "No routes. Create one: ./ostiary routes create NAME --path PATH --upstream URL" + again;
        }
        Table table = new Table(COLUMNS);
        for (JsonNode route : routes.items()) {
            table.row(
                    text(route, "name"),
                    hosts(route),
                    path(route),
                    upstreams(route),
                    times.relative(route, "createdAt"),
                    text(route, "id"));
        }
        return table.render(terminal.columns());
    }

    /// Everything known of a route.
    String details(JsonNode route) {
        StringBuilder text = new StringBuilder("""
                Name        %s
                Id          %s
                Hosts       %s
                Path        %s%s%s
                Upstreams   %s
                Refusals    %s
                Created     %s by %s
                Changed     %s by %s
                """.formatted(
                        text(route, "name"),
                        text(route, "id"),
                        hosts(route),
                        text(route, "path"),
                        text(route, "pathKind").equals("exact") ? ", exactly" : " and beneath",
                        route.path("stripPath").asBoolean(false) ? ", removed" : "",
                        upstreams(route),
                        text(route, "dialect"),
                        times.exact(route, "createdAt"),
                        text(route, "createdBy"),
                        times.exact(route, "changedAt"),
                        text(route, "changedBy")));
        if (route.has("cors")) {
            text.append("Pages       ")
                    .append(texts(route.path("cors").path("allowedOrigins")))
                    .append('\n');
        }
        String timeouts = route.path("timeouts").properties().stream()
                .map(timeout -> timeout.getKey() + "=" + KeyText.words(timeout.getValue()))
                .collect(Collectors.joining(", "));
        return timeouts.isEmpty() ? text.toString() : text + "Timeouts    " + Printable.clean(timeouts) + "\n";
    }

    private static String hosts(JsonNode route) {
        return route.path("hosts").isEmpty() ? "any host" : texts(route.path("hosts"));
    }

    private static String path(JsonNode route) {
        String path = text(route, "path");
        return text(route, "pathKind").equals("exact") ? path : path.equals("/") ? "/*" : path + "/*";
    }

    private static String upstreams(JsonNode route) {
        return texts(route.path("upstreams"));
    }

    private static String texts(JsonNode list) {
        return Printable.clean(
                list.values().stream().map(value -> value.stringValue("")).collect(Collectors.joining(", ")));
    }

    private static String text(JsonNode route, String field) {
        return Printable.clean(route.path(field).stringValue(""));
    }
}
