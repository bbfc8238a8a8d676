package dev.ostiary.app.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How routes or keys are compared by their requests.
final class RankingOptions {
    @Mixin
    private final RangeOption range = new RangeOption();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "What counts for the place: requests, refused or failed. All requests when not given.")
    private @Nullable String by;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.")
    private @Nullable Long limit;

    /// As the API takes it.
    String range() {
        return range.iso();
    }

    Optional<String> by() {
        return Optional.ofNullable(by);
    }

    long limit() {
        return ListOutput.limit(limit);
    }
}
