package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.terminal.Terminal;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// Which organization on which server.
final class OrganizationOptions {
    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "The organization, by slug or id. Default: ${DEFAULT-VALUE}.",
            defaultValue = "default")
    private String organization = "default";

    /// A client of that server.
    ControlClient client(CommandContext context) {
        return server.client(context);
    }

    /// A path inside the organization.
    ApiPath path(String... segments) {
        return ApiPath.of(Stream.concat(Stream.of("organizations", organization), Arrays.stream(segments))
                .toArray(String[]::new));
    }

    /// A thing of the organization, in words.
    String in(String thing) {
        return thing + " in the organization " + organization;
    }

    /// The organization, in words.
    String itself() {
        return "organization " + organization;
    }

    void write(Terminal terminal, JsonNode document, Supplier<String> text) {
        server.write(terminal, document, text);
    }

    /// The same choice of server and organization for a command that is proposed.
    String again() {
        return organization.equals("default")
                ? server.again()
                : " --organization " + ShellWord.quote(organization) + server.again();
    }
}
