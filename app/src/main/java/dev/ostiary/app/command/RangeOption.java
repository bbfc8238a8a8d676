package dev.ostiary.app.command;

import dev.ostiary.app.terminal.CommandException;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/// `--range`, for commands that show what was counted up to now.
final class RangeOption {
    private static final Map<String, String> RANGES =
            new TreeMap<>(Map.of("1h", "PT1H", "1d", "P1D", "7d", "P7D", "30d", "P30D", "90d", "P90D"));

    @Option(
            names = "--range",
            paramLabel = "TIME",
            defaultValue = "1d",
            description =
                    "How long a time up to now: 1h, 1d, 7d, 30d or 90d; for keys not 1h. Default: ${DEFAULT-VALUE}.")
    private String range = "1d";

    /// As the API takes it.
    String iso() {
        String iso = RANGES.get(range);
        if (iso == null) {
            throw CommandException.usage("--range " + range + " is not known; give 1h, 1d, 7d, 30d or 90d");
        }
        return iso;
    }

    /// As it was given.
    String text() {
        return range;
    }
}
