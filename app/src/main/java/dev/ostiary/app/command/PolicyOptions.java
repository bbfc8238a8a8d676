package dev.ostiary.app.command;

import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.core.access.Location;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Who may pass, for the commands that make and edit policies.
final class PolicyOptions {
    @Option(
            names = "--mode",
            paramLabel = "strict|optional|permissive",
            description =
                    "strict, the default: a key is needed. optional: who has none passes as anonymous, a wrong key is"
                            + " refused. permissive: a wrong key counts as none.")
    private @Nullable String mode;

    @Option(
            names = "--location",
            paramLabel = "LOCATION",
            description =
                    "Where a key is read: 'header NAME SCHEME', 'header NAME', 'cookie NAME', 'query NAME' or 'body"
                            + " NAME'. Several are read in order. 'header Authorization Bearer' when not given.")
    private @Nullable List<String> locations;

    @Option(names = "--key-name", paramLabel = "NAME", description = "Take only keys of these names.")
    private @Nullable List<String> names;

    @Option(
            names = "--match-label",
            paramLabel = "NAME=VALUE",
            description = "Take only keys that bear all of these labels. All keys of the organization are taken when"
                    + " neither is given.")
    private @Nullable List<String> labels;

    /// Whether none was given.
    boolean isEmpty() {
        return mode == null && locations == null && names == null && labels == null;
    }

    /// Puts those that were given into a policy's document, which may have others.
    void putInto(ObjectNode document) {
        if (names != null && labels != null) {
            throw CommandException.usage(
                    "--key-name and --match-label exclude each other; take keys by one or the other");
        }
        if (mode != null) {
            document.put("mode", mode.toLowerCase(Locale.ROOT));
        }
        GivenLists.of(locations).ifPresent(texts -> putLocations(document, texts));
        GivenLists.of(names).ifPresent(texts -> {
            document.remove("keys");
            if (!texts.isEmpty()) {
                GivenLists.put(document.putObject("keys"), "names", texts);
            }
        });
        GivenLists.of(labels).ifPresent(texts -> {
            document.remove("keys");
            if (!texts.isEmpty()) {
                ObjectNode wanted = document.putObject("keys").putObject("matchLabels");
                texts.forEach(label -> GivenLists.putPair(wanted, "--match-label", label));
            }
        });
    }

    private static void putLocations(ObjectNode document, List<String> texts) {
        document.remove("locations");
        if (texts.isEmpty()) {
            return;
        }
        ArrayNode list = document.putArray("locations");
        for (String text : texts) {
            Location location = Location.parse(text)
                    .orElseThrow(() -> CommandException.usage("--location " + text + " is none; " + Location.REMEDY));
            putLocation(list.addObject(), location);
        }
    }

    private static void putLocation(ObjectNode node, Location location) {
        switch (location) {
            case Location.Header(String name) -> node.putObject("header").put("name", name);
            case Location.SchemeHeader(String name, String scheme) ->
                node.putObject("header").put("name", name).put("scheme", scheme);
            case Location.QueryParameter(String name) ->
                node.putObject("queryParameter").put("name", name);
            case Location.Cookie(String name) -> node.putObject("cookie").put("name", name);
            case Location.BodyField(String name) -> node.putObject("bodyField").put("name", name);
        }
    }
}
