package dev.ostiary.app.command;

import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `ostiary keys identify`
@Command(
        name = "identify",
        description = {
            "Find the keys that something leaked belongs to: a whole key, alone or in a line; its SHA-256; a public id; or a"
                    + " piece with its first or last four characters (abcd…, …wxyz, abcd…wxyz).",
            "Reads the text from the standard input when it is not given, or is -, so that no shell keeps it."
        })
final class IdentifyKeyCommand implements Runnable {
    private static final int MAX_BYTES = 8192;

    private final CommandContext context;
    private final InputStream input;

    @Mixin
    private final OrganizationOptions options = new OrganizationOptions();

    @Parameters(paramLabel = "TEXT", arity = "0..1", description = "A fragment. A whole key is better piped in.")
    private @Nullable String text;

    IdentifyKeyCommand(CommandContext context, InputStream input) {
        this.context = context;
        this.input = input;
    }

    @Override
    public void run() {
        JsonNode found = options.client(context)
                .post(
                        options.path("keys", "identify"),
                        Optional.of(Json.object().put("text", text == null || text.equals("-") ? read() : text)),
                        options.itself());
        options.write(context.terminal(), found, () -> told(found));
        if (found.path("keys").isEmpty() && found.path("testKeys").isEmpty()) {
            throw new CommandException(ExitCode.NOT_FOUND, "it belongs to no key of the " + options.itself());
        }
    }

    private String read() {
        try {
            return new String(input.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw CommandException.usage("the standard input cannot be read; give the text as an argument");
        }
    }

    private String told(JsonNode found) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode key : found.path("keys")) {
            lines.append("%s  %s  %s  (by its %s%s)%n"
                    .formatted(
                            field(key, "id"),
                            field(key, "name"),
                            key.path("deletedAt").isNull() ? field(key, "status") : "deleted",
                            field(key, "by").replace('_', ' '),
                            key.path("acceptedUntil").isNull()
                                    ? ""
                                    : ", accepted until " + new Times(context.clock()).exact(key, "acceptedUntil")));
        }
        for (JsonNode key : found.path("testKeys")) {
            lines.append("%s  %s  test key of %s, until %s  (by its %s)%n"
                    .formatted(
                            field(key, "id"),
                            field(key, "name"),
                            field(key, "user"),
                            new Times(context.clock()).exact(key, "expiresAt"),
                            field(key, "by")));
        }
        found.path("hint").stringValueOpt().ifPresent(lines::append);
        return lines.isEmpty() ? "No key." : lines.toString();
    }

    private static String field(JsonNode key, String field) {
        return Printable.clean(key.path(field).stringValue(""));
    }
}
