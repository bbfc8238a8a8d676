package dev.ostiary.app.command;

import dev.ostiary.app.client.Listing;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import dev.ostiary.app.terminal.Terminal;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a person is told of keys.
final class KeyText {
    private static final List<Column> COLUMNS = List.of(
            Column.shortenedTo(12, "NAME"),
            Column.whole("SECRET"),
            Column.whole("STATUS"),
            Column.shortenedTo(10, "OPENS"),
            Column.whole("CREATED"),
            Column.shortenedTo(10, "CREATED BY"),
            Column.whole("LAST USED"),
            Column.whole("EXPIRES"),
            Column.whole("ID"));

    private final Terminal terminal;
    private final Times times;

    KeyText(CommandContext context) {
        this.terminal = context.terminal();
        this.times = new Times(context.clock());
    }

    /// A key just made, with its secret.
    String created(JsonNode key, boolean isExpiryByDefault) {
        String secret = text(key, "secret");
        StringBuilder text = new StringBuilder()
                .append("Created key ")
                .append(text(key, "name"))
                .append(", which opens ")
                .append(opens(key))
                .append(".\n\n")
                .append("  Public id  ")
                .append(text(key, "publicId"))
                .append("\n  Secret     ")
                .append(secret)
                .append("\n  Expires    ")
                .append(times.exact(key, "expiresAt"))
                .append(isExpiryByDefault ? ", since --expires was not given" : "")
                .append("\n  Id         ")
                .append(text(key, "id"))
                .append(
                        "\n\nThe secret will not be shown again. Keep it in a secret manager or an environment variable,"
                                + " never in code:\na service is only as secure as its keys.\n");
        String url = text(key, "url");
        if (url.isEmpty()) {
            text.append("\nSend it as the header X-API-Key to any agent of the organization.\n");
        } else {
            text.append("\n  ").append(curl(url, text(key, "agent"), secret)).append('\n');
        }
        return text.toString();
    }

    /// The call that a key opens, ready to paste into a shell.
    static String curl(String url, String agent, String secret) {
        return "curl -i " + ShellWord.quote(url + (agent.equals("echo") ? "/hello" : "/")) + " -H 'X-API-Key: " + secret
                + "'";
    }

    /// Keys in rows.
    String table(Listing keys, String again) {
        if (keys.items().isEmpty()) {
            return "No keys. Create one: ./ostiary keys create --agent AGENT --environment ENV --name NAME" + again;
        }
        Table table = new Table(COLUMNS);
        for (JsonNode key : keys.items()) {
            table.row(
                    text(key, "name"),
                    text(key, "maskedSecret"),
                    text(key, "status"),
                    opens(key),
                    times.relative(key, "createdAt"),
                    text(key, "createdBy"),
                    times.relative(key, "lastUsedAt"),
                    times.relative(key, "expiresAt"),
                    text(key, "id"));
        }
        return table.render(terminal.columns());
    }

    /// Everything known of a key.
    String details(JsonNode key) {
        return """
                Name        %s
                Id          %s
                Public id   %s
                Secret      %s
                Status      %s
                Opens       %s
                Expires     %s
                Created     %s by %s
                Changed     %s by %s
                Last used   %s
                Requests    %d
                """.formatted(
                        text(key, "name"),
                        text(key, "id"),
                        text(key, "publicId"),
                        text(key, "maskedSecret"),
                        text(key, "status"),
                        opens(key),
                        times.exact(key, "expiresAt"),
                        times.exact(key, "createdAt"),
                        text(key, "createdBy"),
                        times.exact(key, "changedAt"),
                        text(key, "changedBy"),
                        times.exact(key, "lastUsedAt"),
                        key.path("requests").asLong(0));
    }

    /// A key to which something was done.
    String changed(JsonNode key, String done) {
        JsonNode applied = key.path("applied");
        return "%s key %s (%s, %s). Its status is %s; %d of %d gateways obey."
                .formatted(
                        done,
                        text(key, "name"),
                        text(key, "maskedSecret"),
                        text(key, "id"),
                        text(key, "status"),
                        applied.path("nodes").asLong(0),
                        applied.path("of").asLong(0));
    }

    private static String opens(JsonNode key) {
        String agent = text(key, "agent");
        return agent.isEmpty() ? "every agent" : agent + " in " + text(key, "environment");
    }

    private static String text(JsonNode key, String field) {
        return Printable.clean(key.path(field).stringValue(""));
    }
}
