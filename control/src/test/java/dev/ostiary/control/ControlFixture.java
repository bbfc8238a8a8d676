package dev.ostiary.control;

import dev.ostiary.control.wiring.AgentOperations;
import dev.ostiary.control.wiring.CreditOperations;
import dev.ostiary.control.wiring.DeploymentOperations;
import dev.ostiary.control.wiring.EnvironmentOperations;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.control.wiring.ManagementKeyOperations;
import dev.ostiary.control.wiring.MasterKeyOperations;
import dev.ostiary.control.wiring.MemberOperations;
import dev.ostiary.control.wiring.MetricsSource;
import dev.ostiary.control.wiring.OrganizationOperations;
import dev.ostiary.control.wiring.PolicyOperations;
import dev.ostiary.control.wiring.ProjectOperations;
import dev.ostiary.control.wiring.ProviderKeyOperations;
import dev.ostiary.control.wiring.RouteOperations;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.StoredSecret;
import dev.ostiary.core.management.ManagementKey;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.QuickPasswordHasher;
import dev.ostiary.core.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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
    final QuickPasswordHasher hasher = new QuickPasswordHasher();
    final SignInOperations signIn =
            SignInOperations.on(core.store, hasher, core.cipher, core.recorder, core.randomness, core.clock);
    final ControlPlane control;
    final ApiClient api;

    ControlFixture() {
        core.claim();
        this.control = ControlPlane.start(ControlSettings.local(0, "1.2.3", () -> GATEWAY), dependencies());
        this.api = new ApiClient(control.url(), managementKey);
        // So that its use is noted, which is done once a minute, and no later call writes.
        Answer _ = api.get("/api/v1/status").expect(200);
    }

    ControlDependencies dependencies() {
        return new ControlDependencies(
                core.store,
                core.managementAuthenticator,
                new OrganizationOperations(core.createOrganization, core.renameOrganization, core.deleteOrganization),
                new ProjectOperations(core.createProject, core.renameProject, core.deleteProject),
                new CreditOperations(core.plans, core.organizationCredits, core.setKeyCredits),
                new MemberOperations(
                        core.people.invite, core.people.revokeInvitation, core.people.changeRole, core.people.remove),
                new ManagementKeyOperations(core.people.createManagementKey, core.people.revokeManagementKey),
                new EnvironmentOperations(
                        core.createEnvironment,
                        core.renameEnvironment,
                        core.deleteEnvironment,
                        core.protectEnvironment),
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
                signIn,
                core.clock,
                core.randomness,
                isReady::get,
                accept -> new MetricsSource.Page("text/plain; version=0.0.4", "asked_for " + accept + "\n"));
    }

    /// The same API, spoken to with a key that is confined to one organization.
    ApiClient confinedTo(OrganizationId organization) {
        return new ApiClient(control.url(), managementKey(Optional.of(organization), Optional.empty()));
    }

    /// The same API, spoken to with a key that may do those things in one organization, or in all.
    ApiClient with(Optional<OrganizationId> confinedTo, Set<Permission> permissions) {
        return new ApiClient(
                control.url(), managementKey(confinedTo, Optional.of(permissions), Optional.empty(), Optional.empty()));
    }

    /// The same API, spoken to on the authority of a member, who may there what the role says at the moment.
    ApiClient as(Member member) {
        return new ApiClient(
                control.url(),
                managementKey(
                        Optional.of(member.organization()),
                        Optional.empty(),
                        Optional.of(member.account().id()),
                        Optional.empty()));
    }

    /// A management key for one organization or for all, which ends then or never.
    String managementKey(Optional<OrganizationId> confinedTo, Optional<Instant> expiresAt) {
        return managementKey(confinedTo, Optional.empty(), Optional.empty(), expiresAt);
    }

    /// Used a moment ago, so that no use is noted now.
    private String managementKey(
            Optional<OrganizationId> confinedTo,
            Optional<Set<Permission>> permissions,
            Optional<AccountId> maker,
            Optional<Instant> expiresAt) {
        Secret secret = KeyFormat.generate(KeyType.MANAGEMENT, core.randomness);
        Instant now = core.clock.instant();
        core.store
                .managementKeys()
                .insert(new ManagementKey(
                        ManagementKeyId.create(core.randomness, now),
                        new DisplayName("confined"),
                        confinedTo,
                        permissions,
                        StoredSecret.of(secret, core.pepper),
                        maker,
                        new Stamp(now, "tester"),
                        expiresAt,
                        Optional.empty(),
                        Optional.of(now)));
        return secret.reveal();
    }

    @Override
    public void close() {
        api.close();
        control.close();
        core.close();
    }
}
