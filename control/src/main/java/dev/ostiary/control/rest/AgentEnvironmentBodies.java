package dev.ostiary.control.rest;

import dev.ostiary.control.wiring.Installation;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.DeploymentState;
import dev.ostiary.core.agent.DeploymentStore;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.SettingsDraft;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.store.Store;
import java.util.Locale;
import java.util.Optional;

/// Tells how agents stand in environments.
public final class AgentEnvironmentBodies {
    private final DeploymentStore deployments;
    private final DeploymentBodies bodies;
    private final Installation installation;

    AgentEnvironmentBodies(Store store, DeploymentBodies bodies, Installation installation) {
        this.deployments = store.deployments();
        this.bodies = bodies;
        this.installation = installation;
    }

    /// What is live, with its body. Looked up before a change, so that a store failing afterwards cannot deny what
    /// is done.
    record Live(Optional<Deployment> deployment, Optional<DeploymentBody> body) {}

    Live live(Organization organization, Agent agent, Environment environment) {
        Optional<Deployment> live = deployments.findLive(organization.id(), agent.id(), environment.id());
        return new Live(live, live.map(found -> bodies.of(organization, agent, found)));
    }

    /// How it stands there now.
    public AgentEnvironmentBody of(Organization organization, Agent agent, Environment environment) {
        SettingsDraft draft = deployments
                .findDraft(organization.id(), agent.id(), environment.id())
                .orElseGet(() -> SettingsDraft.untouched(agent, environment.id()));
        return body(organization, agent, environment, live(organization, agent, environment), draft, Optional.empty());
    }

    /// The answer to editing the settings.
    AgentEnvironmentBody of(
            Organization organization,
            Agent agent,
            Environment environment,
            Live live,
            Recorded<SettingsDraft> recorded) {
        return body(
                organization,
                agent,
                environment,
                live,
                recorded.value(),
                Optional.of(AppliedBody.of(recorded.applied())));
    }

    private AgentEnvironmentBody body(
            Organization organization,
            Agent agent,
            Environment environment,
            Live live,
            SettingsDraft draft,
            Optional<AppliedBody> applied) {
        DeploymentState state = new DeploymentState(agent, environment, live.deployment(), draft);
        Optional<String> url = live.deployment()
                .map(_ -> installation.invokeUrl(organization.slug(), environment.slug(), agent.slug()));
        return new AgentEnvironmentBody(
                agent.slug().value(),
                environment.slug().value(),
                live.deployment().isPresent() ? "deployed" : "not-deployed",
                state.keySecurity().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                state.keySecurity().obstacle().map(ProblemCode::detail),
                url,
                live.deployment()
                        .flatMap(
                                found -> url.map(to -> curl(to, found.settings().keySecurity() ? "YOUR_API_KEY" : ""))),
                live.body(),
                SettingsBody.of(draft.settings()),
                draft.version(),
                draft.changed().map(Stamp::at),
                draft.changed().map(Stamp::by),
                FieldChangeBody.of(state.pending()),
                applied);
    }

    /// A call to copy. Slugs and keys need no quoting, and neither do addresses of gateways.
    ///
    /// @param key what is sent; nothing when empty
    static String curl(String url, String key) {
        String header = key.isEmpty() ? "" : " -H 'X-API-Key: " + key + "'";
        return "curl -X POST " + url + "/" + header + " -H 'Content-Type: application/json' -d '{}'";
    }
}
