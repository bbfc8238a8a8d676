package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// Whose audit events on which server.
final class TrailOptions {
    private static final String EVENTS = "audit-events";

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--organization", paramLabel = "NAME", description = "The organization, by slug or id.")
    private @Nullable String organization;

    @Option(names = "--installation", description = "The installation's own events, which belong to no organization.")
    private boolean isInstallation;

    /// A client of that server.
    ControlClient client(CommandContext context) {
        return server.client(context);
    }

    /// The organization, when one was named.
    Optional<String> organization() {
        if (organization != null && isInstallation) {
            throw CommandException.usage("--organization and --installation exclude each other; give one of them");
        }
        return Optional.ofNullable(organization);
    }

    /// Whether the installation's own events are meant.
    boolean isInstallation() {
        return isInstallation;
    }

    /// The data folder, when one was named.
    Optional<Path> data() {
        return server.data();
    }

    /// A path below the events; those of the organization `default` when nothing was named.
    ApiPath path(String... segments) {
        Optional<String> named = organization();
        Stream<String> owner =
                isInstallation ? Stream.of(EVENTS) : Stream.of("organizations", named.orElse("default"), EVENTS);
        return ApiPath.of(Stream.concat(owner, Stream.of(segments)).toArray(String[]::new));
    }

    /// Whose events they are, in words.
    String owner() {
        return isInstallation
                ? "installation"
                : "organization " + organization().orElse("default");
    }

    void write(Terminal terminal, JsonNode document, Supplier<String> text) {
        server.write(terminal, document, text);
    }
}
