package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An agent in an environment, as commands name it.
final class AgentPlace {
    @Mixin
    private final OrganizationOptions options = new OrganizationOptions();

    @Parameters(paramLabel = "AGENT", description = "The agent, by slug or id.")
    private String agent = "";

    @Option(
            names = "--environment",
            required = true,
            paramLabel = "ENV",
            description = "Where: development, production, or another one there is.")
    private @Nullable String environment;

    OrganizationOptions options() {
        return options;
    }

    String agent() {
        return agent;
    }

    String environment() {
        return environment == null ? "" : environment;
    }

    /// The path of how the agent stands there.
    ApiPath path() {
        return options.path("agents", agent, "environments", environment());
    }

    /// The path of the agent's deployments.
    ApiPath deployments() {
        return options.path("agents", agent, "deployments");
    }

    /// What is meant, in words.
    String subject() {
        return options.in("agent " + agent + " or no environment " + environment());
    }

    /// How the agent stands there.
    JsonNode state(ControlClient client) {
        return client.get(path(), subject());
    }

    /// Puts what was given of the settings and builds on those there are into a document.
    void putForwarding(ControlClient client, SettingsOptions settings, ObjectNode document) {
        if (settings.buildsOnPresent()) {
            JsonNode present = state(client);
            settings.putForwarding(document, present.path("settings"));
            if (!document.has("version")) {
                // What it builds on, so that nobody's edit in between is lost.
                document.set("version", present.path("version"));
            }
        }
    }

    /// The same agent and environment for a command that is proposed.
    String again() {
        return ShellWord.quote(agent) + " --environment " + ShellWord.quote(environment()) + options.again();
    }
}
