package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.terminal.CommandException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which keys are meant.
final class KeyFilterOptions {
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,4})([dh])");

    @Option(names = "--agent", paramLabel = "AGENT", description = "Only keys bound to that agent.")
    private @Nullable String agent;

    @Option(names = "--environment", paramLabel = "ENV", description = "Only keys bound to that environment.")
    private @Nullable String environment;

    @Option(
            names = "--bound",
            paramLabel = "WHAT",
            description = "Only keys bound to the organization, to an agent, or to routes.")
    private @Nullable String bound;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only keys that are active, disabled, expired or revoked.")
    private @Nullable String status;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "Only keys with that label; may be given several times.")
    private @Nullable List<String> labels;

    @Option(names = "--creator", paramLabel = "NAME", description = "Only keys made by whoever was called so.")
    private @Nullable String creator;

    @Option(
            names = "--search",
            paramLabel = "WORDS",
            description = "Only keys in whose name, description or labels words begin so, or whose public id does.")
    private @Nullable String search;

    @Option(names = "--expiring", paramLabel = "TIME", description = "Only live keys that expire within 14d, 12h, …")
    private @Nullable String expiring;

    @Option(names = "--unused", paramLabel = "TIME", description = "Only keys that were not used for 90d, 12h, …")
    private @Nullable String unused;

    /// Whether every key is meant.
    boolean isEmpty() {
        return agent == null
                && environment == null
                && bound == null
                && status == null
                && labels == null
                && creator == null
                && search == null
                && expiring == null
                && unused == null;
    }

    /// The path with the criteria as its query.
    ApiPath on(ApiPath path) {
        ApiPath filtered = path.with("agent", Optional.ofNullable(agent))
                .with("environment", Optional.ofNullable(environment))
                .with("bound", Optional.ofNullable(bound))
                .with("status", Optional.ofNullable(status))
                .with("creator", Optional.ofNullable(creator))
                .with("search", Optional.ofNullable(search))
                .with("expiring", Optional.ofNullable(expiring).map(text -> duration("--expiring", text)))
                .with("unused", Optional.ofNullable(unused).map(text -> duration("--unused", text)));
        for (String label : labels == null ? List.<String>of() : labels) {
            filtered = filtered.with("label", label);
        }
        return filtered;
    }

    /// A time as typed, as ISO 8601 writes it.
    static String duration(String option, String text) {
        Matcher time = DAYS.matcher(text);
        if (!time.matches() || Integer.parseInt(time.group(1)) == 0) {
            throw CommandException.usage(option + " " + text + " is no time; write 90d or 12h");
        }
        return time.group(2).equals("d") ? "P" + time.group(1) + "D" : "PT" + time.group(1) + "H";
    }
}
