package dev.ostiary.app.command;

import dev.ostiary.app.client.ControlClient;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary deploy`
@Command(
        name = "deploy",
        description = {
            "Deploy an agent to an environment: a new revision, obeyed at once.",
            "Settings that are not given are deployed as they are; see `deployments configure`."
        })
final class DeployCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private final AgentPlace place = new AgentPlace();

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Mixin
    private final IdempotencyOption once = new IdempotencyOption();

    DeployCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ObjectNode document = settings.document().put("environment", place.environment());
        ControlClient client = place.options().client(context);
        place.putForwarding(client, settings, document);
        JsonNode deployment = once.on(client).post(place.deployments(), Optional.of(document), place.subject());
        place.options()
                .write(
                        context.terminal(),
                        deployment,
                        () -> DeploymentText.deployed(
                                deployment, place.options().again()));
        new AppliedNote(context.terminal()).explain(deployment);
    }
}
