package dev.ostiary.app.command;

import dev.ostiary.app.client.Listing;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Table;
import dev.ostiary.app.terminal.Table.Column;
import dev.ostiary.app.terminal.Terminal;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a person is told of deployments and their settings.
final class DeploymentText {
    private static final List<Column> COLUMNS = List.of(
            Column.whole("ENVIRONMENT"),
            Column.whole("REVISION"),
            Column.whole("STATUS"),
            Column.whole("DEPLOYED"),
            Column.shortenedTo(12, "BY"),
            Column.shortenedTo(40, "CHANGED"));

    private static final List<Column> STATES = List.of(
            Column.whole("ENVIRONMENT"),
            Column.whole("STATUS"),
            Column.whole("REVISION"),
            Column.whole("KEY SECURITY"),
            Column.shortenedTo(40, "PENDING"));

    private final Terminal terminal;
    private final Times times;

    DeploymentText(CommandContext context) {
        this.terminal = context.terminal();
        this.times = new Times(context.clock());
    }

    /// A revision just deployed.
    static String deployed(JsonNode deployment, String again) {
        String slug = text(deployment, "agent");
        String url = text(deployment, "url");
        boolean needsKey = deployment.path("keySecurity").asBoolean(true);
        String head = "Deployed %s to %s (revision %d), leading to %s; %s.\n\n  URL     %s\n  Try it  "
                .formatted(
                        slug,
                        text(deployment, "environment"),
                        deployment.path("revision").asLong(0),
                        texts(deployment.path("upstreams")),
                        needsKey ? "callers need a key" : "everyone may call it, without a key",
                        url);
        if (!needsKey) {
            return head + "curl -i " + ShellWord.quote(url + "/");
        }
        return head
                + KeyText.curl(url, slug, "sk_ost_…")
                + "\n          ./ostiary keys create --agent " + slug + " --environment "
                + text(deployment, "environment") + " --name NAME" + again;
    }

    /// Revisions in rows.
    String revisions(Listing revisions, String again) {
        if (revisions.items().isEmpty()) {
            return "Not deployed yet. Deploy it: ./ostiary deploy AGENT --environment ENV" + again;
        }
        Table table = new Table(COLUMNS);
        for (JsonNode revision : revisions.items()) {
            JsonNode copied = revision.path("copyOf");
            table.row(
                    text(revision, "environment"),
                    revision.path("revision").asLong(0) + (copied.isNumber() ? " (as " + copied.asLong() + ")" : ""),
                    text(revision, "status"),
                    times.relative(revision, "createdAt"),
                    text(revision, "createdBy"),
                    changes(revision.path("changes")));
        }
        return table.render(terminal.columns());
    }

    /// How an agent stands in its environments, in rows.
    String states(Listing states, String again) {
        if (states.items().isEmpty()) {
            return "No environment to deploy to. Create one: ./ostiary environments create SLUG" + again;
        }
        Table table = new Table(STATES);
        for (JsonNode state : states.items()) {
            table.row(
                    text(state, "environment"),
                    text(state, "status"),
                    state.has("live")
                            ? Long.toString(state.path("live").path("revision").asLong(0))
                            : "",
                    text(state, "keySecurity"),
                    changes(state.path("pending")));
        }
        return table.render(terminal.columns());
    }

    /// Everything of how an agent stands in one.
    String state(JsonNode state, String again) {
        StringBuilder text = new StringBuilder(
                "%-14s%s in %s%n".formatted("Agent", text(state, "agent"), text(state, "environment")));
        line(
                text,
                "Status",
                text(state, "status")
                        + (state.has("live")
                                ? ", revision "
                                        + state.path("live").path("revision").asLong(0)
                                : ""));
        line(text, "Key security", text(state, "keySecurity"));
        line(text, "Keys", state.path("reason").isNull() ? "can be created" : text(state, "reason"));
        line(text, "URL", text(state, "url"));
        line(text, "Try it", text(state, "curl"));
        line(
                text,
                "Upstreams",
                state.path("settings").path("upstreams").isEmpty()
                        ? "the agent's own"
                        : texts(state.path("settings").path("upstreams")));
        line(text, "Messages", text(state.path("settings"), "messagesPath"));
        line(
                text,
                "Settings",
                "version " + state.path("version").asLong(0)
                        + (text(state, "changedBy").isEmpty()
                                ? ""
                                : ", edited " + times.relative(state, "changedAt") + " by "
                                        + text(state, "changedBy")));
        if (!state.path("pending").isEmpty()) {
            text.append("Pending, redeploy to apply:\n");
            for (JsonNode change : state.path("pending").values()) {
                text.append("  %s: %s → %s%n"
                        .formatted(text(change, "field"), value(change, "before"), value(change, "after")));
            }
            text.append("\n  ./ostiary deploy ").append(again).append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("%-14s%s%n".formatted(name, value));
        }
    }

    private static String value(JsonNode change, String field) {
        return change.path(field).isNull() ? "not set" : text(change, field);
    }

    private static String changes(JsonNode changes) {
        return changes.values().stream().map(change -> text(change, "field")).collect(Collectors.joining(", "));
    }

    private static String texts(JsonNode list) {
        return Printable.clean(
                list.values().stream().map(value -> value.stringValue("")).collect(Collectors.joining(", ")));
    }

    private static String text(JsonNode node, String field) {
        return Printable.clean(node.path(field).stringValue(""));
    }
}
