package dev.ostiary.app.command;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// Where a route leads and how, for the commands that make and edit routes.
final class RouteOptions {
    @Option(
            names = "--upstream",
            paramLabel = "URL",
            description = "Where requests go, such as http://127.0.0.1:9000. Several share them.")
    private @Nullable List<String> upstreams;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "For which hosts it is: models.example.com, or *.example.com for those beneath. Any when not"
                    + " given.")
    private @Nullable List<String> hosts;

    @Option(names = "--path", paramLabel = "PATH", description = "For which path it is. Everything when not given.")
    private @Nullable String path;

    @Option(
            names = "--path-kind",
            paramLabel = "prefix|exact",
            description = "Whether the path is the beginning of the request's or all of it. Default: prefix.")
    private @Nullable String pathKind;

    @Option(
            names = "--strip-path",
            negatable = true,
            description = "Remove the path before the upstream is asked; not by default.")
    private @Nullable Boolean stripPath;

    @Option(
            names = "--dialect",
            paramLabel = "text|problem",
            description = "How refusals are written: a line of text, or problem details in JSON. Default: text.")
    private @Nullable String dialect;

    @Mixin
    private final ForwardingOptions forwarding = new ForwardingOptions();

    /// Whether none was given.
    boolean isEmpty() {
        return upstreams == null
                && hosts == null
                && path == null
                && pathKind == null
                && stripPath == null
                && dialect == null
                && forwarding.isEmpty();
    }

    /// Whether it was said where requests go.
    boolean hasUpstream() {
        return upstreams != null;
    }

    /// Puts those that were given into a route's document, which may have others.
    void putInto(ObjectNode document) {
        GivenLists.put(document, "upstreams", upstreams);
        GivenLists.put(document, "hosts", hosts);
        put(document, "path", path);
        put(document, "pathKind", lower(pathKind));
        put(document, "dialect", lower(dialect));
        if (stripPath != null) {
            document.put("stripPath", stripPath);
        }
        forwarding.putInto(document);
    }

    private static @Nullable String lower(@Nullable String word) {
        return word == null ? null : word.toLowerCase(Locale.ROOT);
    }

    private static void put(ObjectNode document, String field, @Nullable String value) {
        if (value != null) {
            document.put(field, value);
        }
    }
}
