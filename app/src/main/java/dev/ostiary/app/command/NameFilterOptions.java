package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.Listing;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which things with names are meant, and in what order.
final class NameFilterOptions {
    @Option(
            names = "--search",
            paramLabel = "WORDS",
            description = "Only those in whose name, or what else they are called by, words begin so.")
    private @Nullable String search;

    @Option(names = "--sort", paramLabel = "ORDER", description = "newest, oldest, name or name-descending.")
    private @Nullable String sort;

    /// The path with the criteria as its query.
    ApiPath on(ApiPath path) {
        return path.with("search", Optional.ofNullable(search))
                .with("sort", Optional.ofNullable(sort).map(order -> order.replace('-', '_')));
    }

    /// What to print: that there are none which are called so, or the table.
    String text(Listing found, String what, Supplier<String> table) {
        return found.items().isEmpty() && search != null ? "No " + what + " are called that." : table.get();
    }
}
