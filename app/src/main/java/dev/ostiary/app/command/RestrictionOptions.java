package dev.ostiary.app.command;

import dev.ostiary.app.terminal.CommandException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What narrows the use of a key, for the commands that make and edit keys. Each can be given several times; a single
/// empty text empties the list of a key that is edited.
final class RestrictionOptions {
    private static final Pattern LIMIT = Pattern.compile("([a-z0-9-]+)=([0-9]{1,10})/([0-9]{1,7})([smhd])");
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86_400L);

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "What it may call, such as 'GET,POST /v1/models/*' or '* /v1/**'. Everything when not given.")
    private @Nullable List<String> scopes;

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "From whose pages its public id alone may be used, such as example.com or *.example.com.")
    private @Nullable List<String> domains;

    @Option(
            names = "--address",
            paramLabel = "CIDR",
            description = "From where it may be used, such as 10.0.0.0/8. Anywhere when not given.")
    private @Nullable List<String> addresses;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "By which policies select it.")
    private @Nullable List<String> labels;

    @Option(
            names = "--rate-limit",
            paramLabel = "NAME=N/TIME",
            description =
                    "How often it may be used, such as minute=60/1m or day=10000/1d. Without limit when not given.")
    private @Nullable List<String> limits;

    /// Whether none was given.
    boolean isEmpty() {
        return scopes == null && domains == null && addresses == null && labels == null && limits == null;
    }

    /// Puts those that were given into the body of a request.
    void putInto(ObjectNode document) {
        GivenLists.put(document, "scopes", scopes);
        GivenLists.put(document, "domains", domains);
        GivenLists.put(document, "addresses", addresses);
        GivenLists.of(labels).ifPresent(values -> {
            ObjectNode node = document.putObject("labels");
            values.forEach(label -> GivenLists.putPair(node, "--label", label));
        });
        GivenLists.of(limits).ifPresent(values -> {
            ArrayNode list = document.putArray("limits");
            values.forEach(limit -> putLimit(list.addObject(), limit));
        });
    }

    private static void putLimit(ObjectNode node, String limit) {
        Matcher parts = LIMIT.matcher(limit.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw CommandException.usage("--rate-limit " + limit
                    + " is no limit; write NAME=REQUESTS/TIME with a time such as 10s, 1m, 1h, 1d");
        }
        long seconds = Long.parseLong(parts.group(3)) * SECONDS.getOrDefault(parts.group(4), 1L);
        node.put("name", parts.group(1))
                .put("requests", Long.parseLong(parts.group(2)))
                .put("window", Duration.ofSeconds(seconds).toString());
    }
}
