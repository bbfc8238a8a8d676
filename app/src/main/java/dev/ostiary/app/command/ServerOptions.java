package dev.ostiary.app.command;

import dev.ostiary.app.client.Connection;
import dev.ostiary.app.client.ConnectionResolver;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// Which server a command speaks to, and how it writes the result.
final class ServerOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The control plane's address. Else OSTIARY_URL, or what `up` left in the data folder.")
    private @Nullable String url;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A management key, mk_ost_… . Other users of this machine can see it in the list of"
                    + " processes: rather set OSTIARY_KEY.")
    private @Nullable String key;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder of a server on this machine. Named, it goes before the environment;"
                    + " unnamed, ./data comes last.")
    private @Nullable Path data;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "json|table",
            description = "How to write the result. With json, the standard output is one JSON document.")
    private Output output = Output.TABLE;

    /// A client of that server.
    ControlClient client(CommandContext context) {
        Connection connection = new ConnectionResolver(context.environment())
                .resolve(Optional.ofNullable(url), Optional.ofNullable(key), Optional.ofNullable(data));
        return new ControlClient(connection);
    }

    /// The data folder, when one was named.
    Optional<Path> data() {
        return Optional.ofNullable(data);
    }

    /// Writes a result: the document itself, or what it says to a person.
    void write(Terminal terminal, JsonNode document, Supplier<String> text) {
        terminal.print(
                switch (output) {
                    case JSON -> Json.pretty(document);
                    case TABLE -> text.get();
                });
    }

    /// The same choice of server for a command that is proposed: `--data` when that was given.
    String again() {
        return data == null ? "" : " --data " + ShellWord.quote(data.toString());
    }
}
