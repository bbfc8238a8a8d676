package dev.ostiary.control;

import dev.ostiary.control.wiring.AgentOperations;
import dev.ostiary.control.wiring.DeploymentOperations;
import dev.ostiary.control.wiring.EnvironmentOperations;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.control.wiring.MasterKeyOperations;
import dev.ostiary.control.wiring.MetricsSource;
import dev.ostiary.control.wiring.OrganizationOperations;
import dev.ostiary.control.wiring.PolicyOperations;
import dev.ostiary.control.wiring.ProjectOperations;
import dev.ostiary.control.wiring.ProviderKeyOperations;
import dev.ostiary.control.wiring.RouteOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.StoredSecret;
import dev.ostiary.core.management.ManagementKey;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A control plane on a free port, on a store in memory and a clock that stands still, and a management key of the
/// whole installation to speak to it with.
final class ControlFixture implements AutoCloseable {
    static final URI GATEWAY = URI.create("http://gateway.test:8080/");

    final CoreFixture core = new CoreFixture();
    final AtomicBoolean isReady = new AtomicBoolean(true);
    final String managementKey = core.issueManagementKey
            .issue(Actor.system(), new DisplayName("tester"))
            .secret()
            .reveal();
    final ControlPlane control;
    final ApiClient api;

    ControlFixture() {
        core.claim();
        this.control = ControlPlane.start(ControlSettings.local(0, "1.2.3", () -> GATEWAY), dependencies());
        this.api = new ApiClient(control.url(), managementKey);
    }

    ControlDependencies dependencies() {
        return new ControlDependencies(
                core.store,
                core.managementAuthenticator,
                new OrganizationOperations(core.createOrganization, core.renameOrganization, core.deleteOrganization),
                new ProjectOperations(core.createProject, core.renameProject, core.deleteProject),
                new EnvironmentOperations(core.createEnvironment, core.renameEnvironment, core.deleteEnvironment),
                new AgentOperations(core.createAgent, core.editAgent, core.deleteAgent),
                new DeploymentOperations(
                        core.deployAgent, core.editSettings, core.rollBack, core.undeployAgent, core.issueTestKey),
                new KeyOperations(
                        core.issueKey,
                        core.editKey,
                        core.rotateKey,
                        core.disableKey,
                        core.enableKey,
                        core.revokeKey,
                        core.revokeKeys,
                        core.deleteKey,
                        core.importKeys,
                        core.identifyKey,
                        core.setKeyPolicy,
                        core.explainDenial),
                new RouteOperations(core.createRoute, core.editRoute, core.deleteRoute),
                new PolicyOperations(core.createPolicy, core.editPolicy, core.deletePolicy),
                new ProviderKeyOperations(core.createProviderKey, core.editProviderKey, core.deleteProviderKey),
                new MasterKeyOperations(core.rotateMasterKey, core.retireMasterKey),
                core.clock,
                core.randomness,
                isReady::get,
                accept -> new MetricsSource.Page("text/plain; version=0.0.4", "asked_for " + accept + "\n"));
    }

    /// The same API, spoken to with a key that is confined to one organization.
    ApiClient confinedTo(OrganizationId organization) {
        return new ApiClient(control.url(), managementKey(Optional.of(organization), Optional.empty()));
    }

    /// A management key for one organization or for all, which ends then or never.
    String managementKey(Optional<OrganizationId> confinedTo, Optional<Instant> expiresAt) {
        Secret secret = KeyFormat.generate(KeyType.MANAGEMENT, core.randomness);
        core.store
                .managementKeys()
                .insert(new ManagementKey(
                        ManagementKeyId.create(core.randomness, core.clock.instant()),
                        new DisplayName("confined"),
                        confinedTo,
                        StoredSecret.of(secret, core.pepper),
                        core.clock.instant(),
                        expiresAt,
                        Optional.empty()));
        return secret.reveal();
    }

    @Override
    public void close() {
        api.close();
        control.close();
        core.close();
    }
}
