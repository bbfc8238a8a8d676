package dev.ostiary.app.command;

import dev.ostiary.app.client.Listing;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import dev.ostiary.app.terminal.Terminal;
import dev.ostiary.core.time.DurationWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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
        if (secret.isEmpty()) {
            return shownBefore(key, "created");
        }
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

    /// A key with a new secret.
    String rotated(JsonNode key) {
        if (text(key, "secret").isEmpty()) {
            return shownBefore(key, "rotated");
        }
        JsonNode former = key.path("replacedSecrets").path(0);
        return """
                Rotated key %s.

                  Secret      %s
                  Former      %s, refused %s
                  Expires     %s
                  Id          %s

                The secret will not be shown again. Who still uses the former one: ./ostiary keys show %s
                """.formatted(
                        text(key, "name"),
                        text(key, "secret"),
                        text(former, "maskedSecret"),
                        times.relative(former, "acceptedUntil"),
                        times.exact(key, "expiresAt"),
                        text(key, "id"),
                        text(key, "id"));
    }

    /// What was done the first time that the request's idempotency key was given.
    private static String shownBefore(JsonNode key, String done) {
        return """
                Key %s was %s before, when this idempotency key was first given. Its secret was shown then and is not kept.
                Id %s. If the secret is lost: ./ostiary keys rotate %s
                """.formatted(text(key, "name"), done, text(key, "id"), text(key, "id"));
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
                Last used   %s%s
                Requests    %d
                %s%s%s""".formatted(
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
                        from(key),
                        key.path("requests").asLong(0),
                        earlierAddresses(key),
                        restrictions(key),
                        replaced(key));
    }

    /// A line for each address that the key was used from before the last one.
    private String earlierAddresses(JsonNode key) {
        StringBuilder lines = new StringBuilder();
        String last = text(key, "lastUsedFrom");
        for (JsonNode seen : key.path("usedFrom")) {
            if (!text(seen, "address").equals(last)) {
                lines.append("%-11s %s from %s%n"
                        .formatted("Before", times.exact(seen, "lastSeenAt"), text(seen, "address")));
            }
        }
        return lines.toString();
    }

    private static String from(JsonNode use) {
        String address = text(use, "lastUsedFrom");
        return address.isEmpty() ? "" : " from " + address;
    }

    /// A line for each secret that was replaced.
    private String replaced(JsonNode key) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode secret : key.path("replacedSecrets")) {
            lines.append("%-11s %s, accepted until %s, used %d times since it was replaced, last %s%s%n"
                    .formatted(
                            "Former",
                            text(secret, "maskedSecret"),
                            times.exact(secret, "acceptedUntil"),
                            secret.path("requests").asLong(0),
                            times.relative(secret, "lastUsedAt"),
                            from(secret)));
        }
        return lines.toString();
    }

    /// A line for each restriction that the key has.
    private static String restrictions(JsonNode key) {
        StringBuilder lines = new StringBuilder();
        for (String field : List.of("routes", "scopes", "domains", "addresses")) {
            line(lines, field, values(key.path(field), node -> node.stringValue("")));
        }
        line(lines, "credits", key.path("metered").asBoolean() ? List.of("its own; see `keys credits`") : List.of());
        line(lines, "limits", values(key.path("limits"), KeyText::limit));
        List<String> labels = new ArrayList<>();
        key.path("labels")
                .properties()
                .forEach(label -> labels.add(
                        Printable.clean(label.getKey() + "=" + label.getValue().stringValue(""))));
        line(lines, "labels", labels);
        line(lines, "note", text(key, "description").isEmpty() ? List.of() : List.of(text(key, "description")));
        return lines.toString();
    }

    private static void line(StringBuilder lines, String field, List<String> values) {
        if (!values.isEmpty()) {
            String name = field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
            lines.append("%-11s %s%n".formatted(name, String.join(", ", values)));
        }
    }

    private static List<String> values(JsonNode list, Function<JsonNode, String> text) {
        List<String> values = new ArrayList<>();
        list.forEach(node -> values.add(Printable.clean(text.apply(node))));
        return values;
    }

    private static String limit(JsonNode limit) {
        return limit.path("name").stringValue("") + "=" + limit.path("requests").asLong(0) + " in "
                + words(limit.path("window"));
    }

    /// A duration, `1 minute` for `PT1M`.
    static String words(JsonNode duration) {
        return DurationWords.of(Duration.parse(duration.stringValue("PT0S")));
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
        if (key.path("routes").isArray()) {
            return "routes";
        }
        return agent.isEmpty() ? "everything" : agent + " in " + text(key, "environment");
    }

    private static String text(JsonNode key, String field) {
        return Printable.clean(key.path(field).stringValue(""));
    }
}
