package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.terminal.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `ostiary status`
@Command(name = "status", description = "Show the server's version, and how far its gateways are.")
final class StatusCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private final ServerOptions options = new ServerOptions();

    StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        JsonNode status = options.client(context).get(ApiPath.of("status"), "status there");
        options.write(context.terminal(), status, () -> describe(status));
    }

    private String describe(JsonNode status) {
        Times times = new Times(context.clock());
        StringBuilder text = new StringBuilder()
                .append("Version   ")
                .append(text(status, "version"))
                .append("\nGateway   ")
                .append(text(status, "gatewayUrl"))
                .append("\nStarted   ")
                .append(times.exact(status, "startedAt"));
        if (status.path("changes").isNumber()) {
            text.append("\nChanges   ").append(status.path("changes").asLong(0));
        }
        for (JsonNode node : status.path("nodes").values()) {
            text.append("\nNode      ")
                    .append(text(node, "id"))
                    .append(", obeys changes up to ")
                    .append(node.path("appliedSeq").asLong(0))
                    .append(", heard of ")
                    .append(times.relative(node, "heardAt"));
        }
        return text.toString();
    }

    private static String text(JsonNode document, String field) {
        return Printable.clean(document.path(field).stringValue(""));
    }
}
