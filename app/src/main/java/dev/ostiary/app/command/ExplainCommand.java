package dev.ostiary.app.command;

import dev.ostiary.app.terminal.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `ostiary explain`
@Command(
        name = "explain",
        description = "Say why a gateway denied a request, by the request id in its answer (X-Ostiary-Request-Id).")
final class ExplainCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private final OrganizationOptions options = new OrganizationOptions();

    @Parameters(paramLabel = "REQUEST_ID", description = "The id of the request.")
    private String request = "";

    ExplainCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        JsonNode denial =
                options.client(context).get(options.path("denials", request), options.in("denied request " + request));
        options.write(context.terminal(), denial, () -> """
                %s

                Reason   %s
                When     %s
                Route    %s %s
                From     %s
                Key      %s
                """.formatted(
                field(denial, "explanation"),
                field(denial, "reason").replace('_', ' '),
                new Times(context.clock()).exact(denial, "at"),
                field(denial, "method"),
                field(denial, "route"),
                field(denial, "address"),
                denial.path("key").isNull() ? "none known" : field(denial, "keyName") + " " + field(denial, "key")));
    }

    private static String field(JsonNode denial, String field) {
        return Printable.clean(denial.path(field).stringValue(""));
    }
}
