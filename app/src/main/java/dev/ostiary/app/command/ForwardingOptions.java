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

/// Which pages may call and how long upstreams get, for whatever leads somewhere.
final class ForwardingOptions {
    static final String CORS = "cors";
    static final String TIMEOUTS = "timeouts";
    private static final Pattern TIMEOUT = Pattern.compile("(response|idle|request)=(?:([0-9]{1,9})(ms|s|m|h))?");

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
        return !hasCors() && timeouts == null;
    }

    private boolean hasCors() {
        return corsOrigins != null || corsMethods != null || corsHeaders != null;
    }

    /// Puts those that were given into a document, which may have others.
    void putInto(ObjectNode document) {
        if (hasCors()) {
            putCors(document);
        }
        if (timeouts != null) {
            ObjectNode node = document.withObject(TIMEOUTS);
            timeouts.forEach(timeout -> putTimeout(node, timeout));
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
