package dev.ostiary.app.server;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.CreateAgent;
import dev.ostiary.core.agent.CreateEnvironment;
import dev.ostiary.core.agent.DeployAgent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.NewAgent;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.CreateOrganization;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.store.Store;
import java.time.Clock;
import java.util.Optional;

/// What a new installation holds: the organization `default` with the environments `development` and `production`,
/// and for `up` the agent `echo`, deployed to development, which asks for a key.
final class FirstStart {
    static final Slug ORGANIZATION = new Slug("default");
    static final Slug DEVELOPMENT = new Slug("development");
    static final Slug ECHO = new Slug("echo");

    private static final Actor SYSTEM = Actor.system();

    private final CreateOrganization createOrganization;
    private final CreateEnvironment createEnvironment;
    private final CreateAgent createAgent;
    private final DeployAgent deployAgent;

    FirstStart(Store store, ChangeRecorder recorder, Randomness randomness, Clock clock) {
        this.createOrganization =
                new CreateOrganization(store.organizations(), store.projects(), recorder, randomness, clock);
        this.createEnvironment =
                new CreateEnvironment(store.organizations(), store.environments(), recorder, randomness);
        this.createAgent =
                new CreateAgent(store.organizations(), store.projects(), store.agents(), recorder, randomness);
        this.deployAgent =
                new DeployAgent(store.agents(), store.environments(), store.deployments(), recorder, randomness);
    }

    /// Creates all of it, the agent only when there is one. The caller holds the transaction, so that it is there
    /// whole or not at all.
    void create(Optional<UpstreamUrl> echo) {
        OrganizationId organization = createOrganization
                .create(SYSTEM, ORGANIZATION, new DisplayName("Default"))
                .value()
                .id();
        Environment development = environment(organization, DEVELOPMENT, "Development");
        environment(organization, new Slug("production"), "Production");
        if (echo.isPresent()) {
            Agent agent = createAgent
                    .create(SYSTEM, organization, new NewAgent(ECHO, new DisplayName("Echo"), AgentKind.API, echo))
                    .value();
            deployAgent.deploy(SYSTEM, organization, agent.id(), development.id());
        }
    }

    private Environment environment(OrganizationId organization, Slug slug, String name) {
        return createEnvironment
                .create(SYSTEM, organization, slug, new DisplayName(name))
                .value();
    }
}
