package dev.ostiary.app.command;

import dev.ostiary.app.terminal.CommandException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// Where a route leads and how, for the commands that make and edit routes.
final class RouteOptions {
    private static final String CORS = "cors";
    private static final String TIMEOUTS = "timeouts";
    private static final Pattern TIMEOUT = Pattern.compile("(response|idle|request)=(?:([0-9]{1,9})(ms|s|m|h))?");

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

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            description = "From which pages browsers may call, such as https://app.example.com, or *.")
    private @Nullable List<String> corsOrigins;

    @Option(
            names = "--cors-method",
            paramLabel = "METHOD",
            description = "What pages may use beside GET, HEAD and POST, or *.")
    private @Nullable List<String> corsMethods;

    @Option(names = "--cors-header", paramLabel = "NAME", description = "Which headers pages may send, or *.")
    private @Nullable List<String> corsHeaders;

    @Option(
            names = "--timeout",
            paramLabel = "NAME=TIME",
            description = "How long upstreams get: response=30s until the response begins, idle=5m while a body stands"
                    + " still, request=1h for all of it. As the gateway is set when not given, or without TIME.")
    private @Nullable List<String> timeouts;

    /// Whether none was given.
    boolean isEmpty() {
        return upstreams == null
                && hosts == null
                && path == null
                && pathKind == null
                && stripPath == null
                && dialect == null
                && !hasCors()
                && timeouts == null;
    }

    /// Whether it was said where requests go.
    boolean hasUpstream() {
        return upstreams != null;
    }

    private boolean hasCors() {
        return corsOrigins != null || corsMethods != null || corsHeaders != null;
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
        if (hasCors()) {
            putCors(document);
        }
        if (timeouts != null) {
            ObjectNode node = document.withObject(TIMEOUTS);
            timeouts.forEach(timeout -> putTimeout(node, timeout));
        }
    }

    private static @Nullable String lower(@Nullable String word) {
        return word == null ? null : word.toLowerCase(Locale.ROOT);
    }

    private static void put(ObjectNode document, String field, @Nullable String value) {
        if (value != null) {
            document.put(field, value);
        }
    }

    /// No origins are no policy at all.
    private void putCors(ObjectNode document) {
        if (GivenLists.of(corsOrigins).filter(List::isEmpty).isPresent()) {
            document.remove(CORS);
            return;
        }
        if (corsOrigins == null && !document.has(CORS)) {
            throw CommandException.usage("--cors-method and --cors-header need --cors-origin; from which pages?");
        }
        ObjectNode cors = document.withObject(CORS);
        GivenLists.put(cors, "allowedOrigins", corsOrigins);
        GivenLists.put(cors, "allowedMethods", corsMethods);
        GivenLists.put(cors, "allowedHeaders", corsHeaders);
    }

    private static void putTimeout(ObjectNode node, String timeout) {
        Matcher parts = TIMEOUT.matcher(timeout.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw CommandException.usage("--timeout " + timeout
                    + " is no timeout; write response, idle or request, = and a time such as 250ms, 30s, 5m, 1h");
        }
        if (parts.group(2) == null) {
            node.remove(parts.group(1));
            return;
        }
        long amount = Long.parseLong(parts.group(2));
        Duration time = switch (parts.group(3)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
        node.put(parts.group(1), time.toString());
    }
}
