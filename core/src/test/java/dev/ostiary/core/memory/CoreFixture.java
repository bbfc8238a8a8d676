package dev.ostiary.core.memory;

import dev.ostiary.core.account.PersonActors;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.CreateAgent;
import dev.ostiary.core.agent.CreateEnvironment;
import dev.ostiary.core.agent.DeleteAgent;
import dev.ostiary.core.agent.DeleteEnvironment;
import dev.ostiary.core.agent.DeployAgent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.EditAgent;
import dev.ostiary.core.agent.EditDeploymentSettings;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.NewAgent;
import dev.ostiary.core.agent.ProtectEnvironment;
import dev.ostiary.core.agent.RenameEnvironment;
import dev.ostiary.core.agent.RollBackDeployment;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.SettingsEdit;
import dev.ostiary.core.agent.UndeployAgent;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.ReadTrail;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.credit.CreditLeases;
import dev.ostiary.core.credit.OrganizationCredits;
import dev.ostiary.core.credit.Plans;
import dev.ostiary.core.denial.ExplainDenial;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.installation.MasterKeyCheck;
import dev.ostiary.core.installation.MasterKeyRotation;
import dev.ostiary.core.installation.RetireMasterKey;
import dev.ostiary.core.installation.RotateMasterKey;
import dev.ostiary.core.key.BindingTargets;
import dev.ostiary.core.key.DeleteKey;
import dev.ostiary.core.key.DisableKey;
import dev.ostiary.core.key.EditKey;
import dev.ostiary.core.key.EnableKey;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.ForgetTestKeys;
import dev.ostiary.core.key.IdentifyKey;
import dev.ostiary.core.key.ImportKeys;
import dev.ostiary.core.key.IssueKey;
import dev.ostiary.core.key.IssueTestKey;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyRules;
import dev.ostiary.core.key.NewKey;
import dev.ostiary.core.key.RevokeKey;
import dev.ostiary.core.key.RevokeKeys;
import dev.ostiary.core.key.RevokeTestKeys;
import dev.ostiary.core.key.RotateKey;
import dev.ostiary.core.key.SetKeyCredits;
import dev.ostiary.core.key.SetKeyPolicy;
import dev.ostiary.core.management.IssueManagementKey;
import dev.ostiary.core.management.ManagementAuthenticator;
import dev.ostiary.core.member.MemberActors;
import dev.ostiary.core.node.NodeBarrier;
import dev.ostiary.core.organization.CreateOrganization;
import dev.ostiary.core.organization.CreateProject;
import dev.ostiary.core.organization.DeleteOrganization;
import dev.ostiary.core.organization.DeleteProject;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.RenameOrganization;
import dev.ostiary.core.organization.RenameProject;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.route.CreatePolicy;
import dev.ostiary.core.route.CreateRoute;
import dev.ostiary.core.route.DeletePolicy;
import dev.ostiary.core.route.DeleteRoute;
import dev.ostiary.core.route.EditPolicy;
import dev.ostiary.core.route.EditRoute;
import dev.ostiary.core.route.Policy;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.route.RouteMatch;
import dev.ostiary.core.route.RouteSettings;
import dev.ostiary.core.route.StoredBindingTargets;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyRing;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.standing.StoredStanding;
import dev.ostiary.core.vault.CreateProviderKey;
import dev.ostiary.core.vault.DeleteProviderKey;
import dev.ostiary.core.vault.EditProviderKey;
import dev.ostiary.core.vault.ProviderKey;
import dev.ostiary.core.vault.ProviderKeyValue;
import dev.ostiary.core.vault.ReencryptProviderKeys;
import dev.ostiary.core.vault.SecretCipher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every operation, wired as the application wires it, on an [InMemoryStore] and a clock that the test sets. No node
/// reports unless the test lets one, so nothing waits.
public final class CoreFixture implements AutoCloseable {
    public final SettableClock clock = new SettableClock();
    public final InMemoryStore store = new InMemoryStore(() -> clock.instant().toEpochMilli() * 1_000_000);
    public final Randomness randomness = new Randomness();
    public final MasterKey masterKey = MasterKey.generate(randomness);
    public final MasterKeyRing ring = new MasterKeyRing(MasterKeyset.first(masterKey), 1);
    public final InMemoryMasterKeyHome masterKeyHome = new InMemoryMasterKeyHome(ring.keyset());
    public final SecretCipher cipher = new JdkSecretCipher(ring, randomness);
    /// What is said to use provider keys.
    public final List<String> providerKeyUsers = new ArrayList<>();

    public final Pepper pepper = ring.pepper();
    public final ActorTransactions transactions = StoredStanding.transactions(store, clock);
    public final ChangeRecorder recorder = new ChangeRecorder(
            transactions, store.audit(), store.changes(), new NodeBarrier(store.nodes()), randomness, clock);

    public final MasterKeyCheck masterKeyCheck = new MasterKeyCheck(
            store.transactions(), store.installation(), store.masterKeys(), store.audit(), randomness, clock);
    public final MasterKeyRotation masterKeyRotation = new MasterKeyRotation(
            transactions, store.masterKeys(), store.audit(), store.nodes(), ring, randomness, clock);
    public final RotateMasterKey rotateMasterKey =
            new RotateMasterKey(masterKeyRotation, store.masterKeys(), masterKeyHome, randomness);
    public final RetireMasterKey retireMasterKey =
            new RetireMasterKey(masterKeyRotation, store.masterKeys(), masterKeyHome);

    public final CreateProviderKey createProviderKey =
            new CreateProviderKey(store.providerKeys(), store.organizations(), cipher, recorder, randomness);
    public final EditProviderKey editProviderKey = new EditProviderKey(store.providerKeys(), cipher, recorder);
    public final DeleteProviderKey deleteProviderKey =
            new DeleteProviderKey(store.providerKeys(), (_, _) -> List.copyOf(providerKeyUsers), recorder);
    public final ReencryptProviderKeys reencryptProviderKeys =
            new ReencryptProviderKeys(store.transactions(), store.providerKeys(), cipher);

    public final CreateOrganization createOrganization =
            new CreateOrganization(store.organizations(), store.projects(), recorder, randomness, clock);
    public final RenameOrganization renameOrganization = new RenameOrganization(store.organizations(), recorder);
    public final DeleteOrganization deleteOrganization = new DeleteOrganization(store.organizations(), recorder);

    public final CreateEnvironment createEnvironment =
            new CreateEnvironment(store.organizations(), store.environments(), recorder, randomness);
    public final RenameEnvironment renameEnvironment = new RenameEnvironment(store.environments(), recorder);
    public final ProtectEnvironment protectEnvironment = new ProtectEnvironment(store.environments(), recorder);
    public final DeleteEnvironment deleteEnvironment =
            new DeleteEnvironment(store.environments(), store.deployments(), store.keys(), store.testKeys(), recorder);

    public final Plans plans = new Plans(store.plans(), recorder, randomness);
    public final OrganizationCredits organizationCredits =
            new OrganizationCredits(store.organizations(), store.plans(), store.credits(), recorder);
    public final CreditLeases creditLeases =
            new CreditLeases(store.transactions(), store.plans(), store.credits(), clock);

    public final CreateProject createProject =
            new CreateProject(store.organizations(), store.projects(), recorder, randomness);
    public final RenameProject renameProject = new RenameProject(store.projects(), recorder);
    public final DeleteProject deleteProject = new DeleteProject(store.projects(), recorder);

    public final CreateAgent createAgent =
            new CreateAgent(store.organizations(), store.projects(), store.agents(), recorder, randomness);
    public final EditAgent editAgent = new EditAgent(store.projects(), store.agents(), recorder);
    public final DeleteAgent deleteAgent = new DeleteAgent(
            store.agents(), store.environments(), store.deployments(), store.keys(), store.testKeys(), recorder);
    public final DeployAgent deployAgent =
            new DeployAgent(store.agents(), store.environments(), store.deployments(), recorder, randomness);
    public final EditDeploymentSettings editSettings =
            new EditDeploymentSettings(store.agents(), store.environments(), store.deployments(), recorder, randomness);
    public final RollBackDeployment rollBack =
            new RollBackDeployment(store.agents(), store.environments(), store.deployments(), recorder, randomness);
    public final UndeployAgent undeployAgent =
            new UndeployAgent(store.agents(), store.environments(), store.deployments(), recorder);

    public final ReadTrail readTrail = new ReadTrail(store.transactions(), store.audit(), randomness, clock);

    private final BindingTargets targets = new StoredBindingTargets(
            store.organizations(), store.agents(), store.environments(), store.deployments(), store.routes());
    public final KeyRules keyRules = new KeyRules(store.keyPolicies(), store.keys());
    public final RotateKey rotateKey =
            new RotateKey(store.keys(), store.replacedSecrets(), keyRules, recorder, randomness, ring::pepper);
    public final RevokeKeys revokeKeys = new RevokeKeys(store.keys(), recorder);
    public final SetKeyPolicy setKeyPolicy = new SetKeyPolicy(targets, store.keyPolicies(), recorder);
    public final ImportKeys importKeys =
            new ImportKeys(store.keyIntake(), store.keys(), targets, keyRules, recorder, randomness, ring);
    public final IdentifyKey identifyKey =
            new IdentifyKey(store.keyTraces(), store.testKeys(), targets, recorder, ring::peppers);
    public final ExplainDenial explainDenial = new ExplainDenial(store.denials(), store.keys(), readTrail);
    public final IssueKey issueKey =
            new IssueKey(store.keys(), store.credits(), targets, keyRules, recorder, randomness, ring::pepper);
    public final IssueTestKey issueTestKey =
            new IssueTestKey(store.testKeys(), store.keys(), targets, recorder, randomness, ring::pepper);
    public final RevokeTestKeys revokeTestKeys = new RevokeTestKeys(store.testKeys());
    public final ForgetTestKeys forgetTestKeys =
            new ForgetTestKeys(store.transactions(), store.testKeys(), store.changes(), clock);
    public final SetKeyCredits setKeyCredits = new SetKeyCredits(store.keys(), store.credits(), recorder);
    public final EditKey editKey = new EditKey(store.keys(), recorder);
    public final DisableKey disableKey = new DisableKey(store.keys(), recorder);
    public final EnableKey enableKey = new EnableKey(store.keys(), recorder);
    public final RevokeKey revokeKey = new RevokeKey(store.keys(), recorder);
    public final DeleteKey deleteKey = new DeleteKey(store.keys(), recorder);

    public final CreateRoute createRoute = new CreateRoute(store.routes(), store.organizations(), recorder, randomness);
    public final EditRoute editRoute = new EditRoute(store.routes(), recorder);
    public final DeleteRoute deleteRoute = new DeleteRoute(store.routes(), store.policies(), store.keys(), recorder);
    public final CreatePolicy createPolicy =
            new CreatePolicy(store.policies(), store.routes(), store.organizations(), recorder, randomness);
    public final EditPolicy editPolicy = new EditPolicy(store.policies(), recorder);
    public final DeletePolicy deletePolicy = new DeletePolicy(store.policies(), recorder);

    public final PersonActors personActors = new MemberActors(store.accounts(), store.members());
    public final IssueManagementKey issueManagementKey = new IssueManagementKey(
            store.transactions(), store.managementKeys(), store.audit(), randomness, ring::pepper, clock);
    public final ManagementAuthenticator managementAuthenticator =
            new ManagementAuthenticator(store.managementKeys(), personActors, ring::peppers, clock);

    public final PeopleFixture people = new PeopleFixture(this);

    /// An actor that may see that organization only.
    public static Actor confinedTo(OrganizationId organization) {
        return new Actor(Actor.Kind.MANAGEMENT_KEY, "mgk_confined", "confined", Grants.allWithin(organization));
    }

    /// An organization of that slug.
    public Organization organization(String slug) {
        return createOrganization
                .create(Actor.system(), new Slug(slug), new DisplayName(slug))
                .value();
    }

    /// An environment of that slug.
    public Environment environment(Organization organization, String slug) {
        return createEnvironment
                .create(Actor.system(), organization.id(), new Slug(slug), new DisplayName(slug))
                .value();
    }

    /// An agent of that slug with an upstream.
    public Agent agent(Organization organization, String slug) {
        UpstreamUrl upstream =
                UpstreamUrl.parse("http://127.0.0.1:9000/" + slug).orElseThrow();
        return createAgent
                .create(
                        Actor.system(),
                        organization.id(),
                        new NewAgent(new Slug(slug), new DisplayName(slug), AgentKind.API, Optional.of(upstream)))
                .value();
    }

    /// The agent deployed to the environment with key security on.
    public Deployment deployment(Agent agent, Environment environment) {
        return deployAgent
                .deploy(
                        Actor.system(),
                        agent.organization(),
                        agent.id(),
                        environment.id(),
                        SettingsEdit.keySecurity(true),
                        Optional.empty())
                .value();
    }

    /// A route of that name, for any host and the path `/{name}`.
    public Route route(Organization organization, String name) {
        return createRoute
                .create(Actor.system(), organization.id(), new Slug(name), routeSettings("/" + name))
                .value();
    }

    /// Settings of a route for any host and that path.
    public static RouteSettings routeSettings(String path) {
        return new RouteSettings(
                new RouteMatch(List.of(), path, RouteMatch.PathKind.PREFIX),
                true,
                List.of(UpstreamUrl.parse("http://127.0.0.1:9000").orElseThrow()),
                RefusalDialect.TEXT,
                Optional.empty(),
                RouteTimeouts.DEFAULT);
    }

    /// The default policy, by that name, for a route.
    public Policy policy(Route route, String name) {
        return createPolicy
                .create(
                        Actor.system(),
                        route.organization(),
                        new Slug(name),
                        Optional.of(route.id()),
                        PolicySettings.DEFAULT)
                .value();
    }

    /// A key of that name for one agent in one environment, of the usual life. The agent is deployed there if it is
    /// not.
    public IssuedKey key(Agent agent, Environment environment, String name) {
        if (store.deployments()
                .findLive(agent.organization(), agent.id(), environment.id())
                .isEmpty()) {
            Deployment _ = deployment(agent, environment);
        }
        return key(agent.organization(), new KeyBinding.AgentInEnvironment(agent.id(), environment.id()), name);
    }

    /// A key of that name and binding, of the usual life.
    public IssuedKey key(OrganizationId organization, KeyBinding binding, String name) {
        return issueKey.issue(
                        Actor.system(), organization, new NewKey(new DisplayName(name), binding, new Expiry.Default()))
                .value();
    }

    /// Lets the store belong to the master key, as a first start does.
    public void claim() {
        if (masterKeyCheck.claim(ring.keyset()).isEmpty()) {
            throw new IllegalStateException("another master key's");
        }
    }

    /// A provider key of that name.
    public ProviderKey providerKey(Organization organization, String name, String value) {
        return createProviderKey
                .create(
                        Actor.system(),
                        organization.id(),
                        new DisplayName(name),
                        ProviderKeyValue.parse(value).orElseThrow())
                .value();
    }

    @Override
    public void close() {
        store.close();
    }
}
