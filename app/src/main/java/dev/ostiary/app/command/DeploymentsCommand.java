package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Printable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary deployments …`
@Command(
        name = "deployments",
        description = "See how agents are deployed, edit their settings, roll back and undeploy; `deploy` deploys.")
final class DeploymentsCommand {
    private static final String REVISION = "revision";

    private final CommandContext context;

    DeploymentsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "list", description = "List an agent's revisions, newest first: who deployed what when.")
    void list(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "AGENT", description = "The agent, by slug or id.") String agent,
            @Option(names = "--environment", paramLabel = "ENV", description = "Only those in that environment.")
                    @Nullable
                    String environment,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        ApiPath path =
                options.path("agents", agent, "deployments").with("environment", Optional.ofNullable(environment));
        Listing revisions = options.client(context).list(path, ListOutput.limit(limit), options.in("agent " + agent));
        options.write(
                context.terminal(),
                ListOutput.document(revisions),
                () -> new DeploymentText(context).revisions(revisions, options.again()));
    }

    @Command(name = "get", description = "Show a revision of an agent in an environment.")
    void get(
            @Mixin AgentPlace place,
            @Option(names = "--revision", required = true, paramLabel = "N", description = "Which.") long number) {
        ControlClient client = place.options().client(context);
        JsonNode found = client.get(
                place.options().path("agents", place.agent(), "deployments", revision(client, place, number)),
                place.subject());
        place.options()
                .write(
                        context.terminal(),
                        found,
                        () -> new DeploymentText(context)
                                .revisions(Listing.of(found), place.options().again()));
    }

    @Command(name = "status", description = "List how an agent stands in each environment.")
    void status(
            @Mixin OrganizationOptions options,
            @Parameters(paramLabel = "AGENT", description = "The agent, by slug or id.") String agent) {
        Listing states = options.client(context)
                .list(options.path("agents", agent, "environments"), Long.MAX_VALUE, options.in("agent " + agent));
        options.write(
                context.terminal(),
                ListOutput.document(states),
                () -> new DeploymentText(context).states(states, options.again()));
    }

    @Command(name = "show", description = "Show how an agent stands in an environment, and what is pending.")
    void show(@Mixin AgentPlace place) {
        write(place, place.state(place.options().client(context)));
    }

    @Command(
            name = "configure",
            description = {
                "Edit an agent's settings in an environment; what is not given stays.",
                "They are pending until the next `deploy`: what is live stays as it is."
            })
    void configure(@Mixin AgentPlace place, @Mixin SettingsOptions settings) {
        if (settings.isEmpty()) {
            throw CommandException.usage("nothing to change; see the options in --help");
        }
        ObjectNode document = settings.document();
        ControlClient client = place.options().client(context);
        place.putForwarding(client, settings, document);
        write(place, client.patch(place.path(), document, place.subject()));
    }

    @Command(
            name = "roll-back",
            description = {
                "Deploy an agent as it was: a new revision equal to an older one.",
                "The settings become those as well; edits that are pending are lost."
            })
    void rollBack(
            @Mixin AgentPlace place,
            @Mixin IdempotencyOption once,
            @Option(names = "--revision", required = true, paramLabel = "N", description = "To which.") long number) {
        ControlClient client = place.options().client(context);
        String id = revision(client, place, number);
        ApiPath path = place.options().path("agents", place.agent(), "deployments", id, "roll-back");
        JsonNode made = once.on(client).post(path, Optional.of(Json.object()), place.subject());
        place.options()
                .write(
                        context.terminal(),
                        made,
                        () -> "Rolled back to revision " + number + ". "
                                + DeploymentText.deployed(made, place.options().again()));
        new AppliedNote(context.terminal()).explain(made);
    }

    /// The id of that revision.
    private static String revision(ControlClient client, AgentPlace place, long number) {
        ApiPath there = place.deployments().with("environment", place.environment());
        return client.list(there, Long.MAX_VALUE, place.subject()).items().stream()
                .filter(found -> found.path(REVISION).asLong(0) == number)
                .map(found -> found.path("id").stringValue(""))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.NOT_FOUND,
                        "there is no revision " + number + " of " + Printable.clean(place.agent()) + " there"));
    }

    @Command(
            name = "undeploy",
            description = "Take an agent off an environment. Nothing older comes back in its place.")
    void undeploy(@Mixin AgentPlace place) {
        ControlClient client = place.options().client(context);
        String id = place.state(client).path("live").path("id").stringValue("");
        if (id.isEmpty()) {
            throw new CommandException(
                    ExitCode.REFUSED, Printable.clean(place.agent()) + " is not deployed there (agent.not-deployed)");
        }
        JsonNode ended =
                client.delete(place.options().path("agents", place.agent(), "deployments", id), place.subject());
        place.options()
                .write(
                        context.terminal(),
                        ended,
                        () -> "Undeployed " + Printable.clean(place.agent()) + " (revision "
                                + ended.path(REVISION).asLong(0) + ").");
        new AppliedNote(context.terminal()).explain(ended);
    }

    @Command(
            name = "test-key",
            description = {
                "Issue a key to try an agent out with: for ten minutes, in that environment only.",
                "Asking again renews it. No listing of keys has it."
            })
    void testKey(@Mixin AgentPlace place) {
        ApiPath path = place.options().path("agents", place.agent(), "environments", place.environment(), "test-key");
        JsonNode key = place.options().client(context).post(path, Optional.empty(), place.subject());
        place.options().write(context.terminal(), key, () -> tryOut(key));
        new AppliedNote(context.terminal()).explain(key);
    }

    private String tryOut(JsonNode key) {
        String url = Printable.clean(key.path("url").stringValue(""));
        if (!key.path("needed").asBoolean(true)) {
            return Printable.clean(key.path("reason").stringValue("")) + "\nNo key is needed:\n\n  curl -i "
                    + ShellWord.quote(url + "/");
        }
        return "Refused " + new Times(context.clock()).relative(key, "expiresAt") + "; no listing has it:\n\n  curl -i "
                + ShellWord.quote(url + "/") + " -H 'X-API-Key: "
                + Printable.clean(key.path("secret").stringValue("")) + "'";
    }

    private void write(AgentPlace place, JsonNode state) {
        place.options().write(context.terminal(), state, () -> new DeploymentText(context).state(state, place.again()));
    }
}
