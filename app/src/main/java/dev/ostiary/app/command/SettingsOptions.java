package dev.ostiary.app.command;

import dev.ostiary.app.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The settings of an agent in an environment, for the commands that edit and deploy them.
final class SettingsOptions {
    @Option(
            names = "--upstream",
            paramLabel = "URL",
            description = "Where it leads. Several share the requests; '' for the agent's own.")
    private @Nullable List<String> upstreams;

    @Option(
            names = "--key-security",
            negatable = true,
            description =
                    "Ask callers for a key, which is so from the beginning; or let everyone call it, without a key.")
    private @Nullable Boolean keySecurity;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "What requests get on their way to the upstream. No secrets. '' for none.")
    private @Nullable List<String> headers;

    @Option(
            names = "--messages-path",
            paramLabel = "PATH",
            description = "Where the agent takes messages of chats: /messages unless set. '' for that again.")
    private @Nullable String messagesPath;

    @Option(
            names = "--if-version",
            paramLabel = "N",
            description = "Only if nobody has edited the settings since that version, as `deployments show` tells it.")
    private @Nullable Integer version;

    @Mixin
    private final ForwardingOptions forwarding = new ForwardingOptions();

    /// Whether no setting was given.
    boolean isEmpty() {
        return upstreams == null
                && keySecurity == null
                && headers == null
                && messagesPath == null
                && forwarding.isEmpty();
    }

    /// Whether some of what was given adds to what there is.
    boolean buildsOnPresent() {
        return !forwarding.isEmpty();
    }

    /// Those that were given, but for what builds on the settings there are.
    ObjectNode document() {
        ObjectNode document = Json.object();
        if (upstreams != null) {
            GivenLists.put(
                    document,
                    "upstreams",
                    upstreams.stream()
                            .map(upstream -> upstream.isEmpty() ? upstream : AgentsCommand.checked(upstream))
                            .toList());
        }
        if (keySecurity != null) {
            document.put("keySecurity", keySecurity);
        }
        GivenLists.of(headers).ifPresent(pairs -> {
            ObjectNode node = document.putObject("headers");
            pairs.forEach(pair -> GivenLists.putPair(node, "--header", pair));
        });
        if (messagesPath != null) {
            document.put("messagesPath", messagesPath.isEmpty() ? null : messagesPath);
        }
        if (version != null) {
            document.put("version", version);
        }
        return document;
    }

    /// Puts the rest of those that were given into a document.
    ///
    /// @param present the settings there are
    void putForwarding(ObjectNode document, JsonNode present) {
        for (String field : List.of(ForwardingOptions.CORS, ForwardingOptions.TIMEOUTS)) {
            present.optional(field).ifPresent(value -> document.set(field, value));
        }
        forwarding.putInto(document);
        for (String field : List.of(ForwardingOptions.CORS, ForwardingOptions.TIMEOUTS)) {
            if (!document.has(field)) {
                document.putNull(field);
            }
        }
    }
}
