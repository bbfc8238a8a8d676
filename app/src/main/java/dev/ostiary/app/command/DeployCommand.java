package dev.ostiary.app.command;

import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.Printable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary deploy`
@Command(name = "deploy", description = "Deploy an agent to an environment: a new revision, obeyed at once.")
final class DeployCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private final OrganizationOptions options = new OrganizationOptions();

    @Parameters(paramLabel = "AGENT", description = "The agent, by slug or id.")
    private String agent = "";

    @Option(
            names = "--environment",
            required = true,
            paramLabel = "ENV",
            description = "Where to: development, production, or another one there is.")
    private String environment = "";

    @Option(
            names = "--upstream",
            paramLabel = "URL",
            description = "Where this revision leads. The agent's own upstream when not given.")
    private @Nullable String upstream;

    @Option(names = "--no-key-security", description = "Let everyone call it, without a key.")
    private boolean isOpen;

    DeployCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ObjectNode document = Json.object().put("environment", environment).put("keySecurity", !isOpen);
        if (upstream != null) {
            document.put("upstream", AgentsCommand.checked(upstream));
        }
        JsonNode deployment = options.client(context)
                .post(
                        options.path("agents", agent, "deployments"),
                        Optional.of(document),
                        options.in("agent " + agent + " or no environment " + environment));
        options.write(context.terminal(), deployment, () -> describe(deployment));
        new AppliedNote(context.terminal()).explain(deployment);
    }

    private String describe(JsonNode deployment) {
        String slug = text(deployment, "agent");
        String url = text(deployment, "url");
        boolean needsKey = deployment.path("keySecurity").asBoolean(true);
        String head = "Deployed %s to %s (revision %d), leading to %s; %s.\n\n  URL     %s\n  Try it  "
                .formatted(
                        slug,
                        text(deployment, "environment"),
                        deployment.path("revision").asLong(0),
                        text(deployment, "upstream"),
                        needsKey ? "callers need a key" : "everyone may call it, without a key",
                        url);
        if (!needsKey) {
            return head + "curl -i " + ShellWord.quote(url + "/");
        }
        return head
                + KeyText.curl(url, slug, "sk_ost_…")
                + "\n          ./ostiary keys create --agent " + slug + " --environment "
                + text(deployment, "environment") + " --name NAME" + options.again();
    }

    private static String text(JsonNode deployment, String field) {
        return Printable.clean(deployment.path(field).stringValue(""));
    }
}
