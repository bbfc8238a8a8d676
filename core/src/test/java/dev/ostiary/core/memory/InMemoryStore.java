package dev.ostiary.core.memory;

import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.agent.AgentStore;
import dev.ostiary.core.agent.DeploymentStore;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.authority.Guards;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.change.ChangeLog;
import dev.ostiary.core.change.WithdrawalTrail;
import dev.ostiary.core.credit.CreditStore;
import dev.ostiary.core.credit.PlanStore;
import dev.ostiary.core.denial.DenialLog;
import dev.ostiary.core.idempotency.IdempotencyStore;
import dev.ostiary.core.installation.InstallationStore;
import dev.ostiary.core.installation.MasterKeyStore;
import dev.ostiary.core.key.KeyIntake;
import dev.ostiary.core.key.KeyPolicyStore;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.key.KeyTraces;
import dev.ostiary.core.key.ReplacedSecretStore;
import dev.ostiary.core.key.TestKeyStore;
import dev.ostiary.core.management.ManagementKeyStore;
import dev.ostiary.core.member.InvitationStore;
import dev.ostiary.core.member.MemberStore;
import dev.ostiary.core.node.DataPlaneSource;
import dev.ostiary.core.node.NodeRegistry;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.organization.ProjectStore;
import dev.ostiary.core.route.PolicyStore;
import dev.ostiary.core.route.RouteStore;
import dev.ostiary.core.store.SignInStores;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.traffic.TrafficStore;
import dev.ostiary.core.transaction.Transactions;
import dev.ostiary.core.usage.UsageStore;
import dev.ostiary.core.vault.ProviderKeyStore;
import java.util.function.LongSupplier;

/// A [Store] without a database, held to the same contracts as the real ones. Transactions run one at a time on a copy
/// of everything. It can be told to fail, to lose wake-up calls and to go back to a backup.
public final class InMemoryStore implements Store {
    private final InMemoryTransactions transactions = new InMemoryTransactions(this::committed);
    private final InMemoryChanges changes = new InMemoryChanges(transactions);
    private final InstallationStore installation = new InMemoryInstallation(transactions);
    private final OrganizationStore organizations = new InMemoryOrganizations(transactions);
    private final ProjectStore projects = new InMemoryProjects(transactions);
    private final AccountStore accounts = new InMemoryAccounts(transactions);
    private final MemberStore members = new InMemoryMembers(transactions);
    private final InvitationStore invitations = new InMemoryInvitations(transactions);
    private final SignInStores signIn = InMemorySignIn.on(transactions);
    private final EnvironmentStore environments = new InMemoryEnvironments(transactions);
    private final AgentStore agents = new InMemoryAgents(transactions);
    private final DeploymentStore deployments = new InMemoryDeployments(transactions);
    private final RouteStore routes = new InMemoryRoutes(transactions);
    private final PolicyStore policies = new InMemoryPolicies(transactions);
    private final KeyStore keys = new InMemoryKeys(transactions);
    private final TestKeyStore testKeys = new InMemoryTestKeys(transactions);
    private final InMemoryKeyHistory keyHistory = new InMemoryKeyHistory(transactions);
    private final ManagementKeyStore managementKeys = new InMemoryManagementKeys(transactions);
    private final ProviderKeyStore providerKeys = new InMemoryProviderKeys(transactions);
    private final MasterKeyStore masterKeys = new InMemoryMasterKeys(transactions);
    private final AuditLog audit = new WithdrawalTrail(new InMemoryAuditLog(transactions), changes);
    private final UsageStore usage = new InMemoryUsage(transactions);
    private final TrafficStore traffic = new InMemoryTraffic(transactions);
    private final InMemoryCredits credits = new InMemoryCredits(transactions);
    private final DenialLog denials = new InMemoryDenials(transactions);
    private final IdempotencyStore idempotency = new InMemoryIdempotency(transactions);
    private final DataPlaneSource dataPlane = new InMemoryDataPlane(transactions);
    private final NodeRegistry nodes;

    public InMemoryStore() {
        this(System::nanoTime);
    }

    /// @param nanos the clock by which the silence of nodes is told
    public InMemoryStore(LongSupplier nanos) {
        this.nodes = new InMemoryNodes(transactions, nanos);
    }

    private void committed(Contents contents) {
        changes.committed(contents);
    }

    /// While true, every method of every port throws [dev.ostiary.core.problem.StoreException], and so does a
    /// commit.
    public void failing(boolean failing) {
        transactions.failing(failing);
    }

    /// Lets one access fail, the `number`-th from now, counted from 1; begin and commit of a transaction count
    /// too.
    public void failAtCall(int number) {
        transactions.failAtCall(number);
    }

    /// Whether the failure that [#failAtCall] ordered is still to come.
    public boolean awaitsFailure() {
        return transactions.awaitsFailure();
    }

    /// While true, subscribers of the feed are not called: a follower must find changes by polling.
    public void muted(boolean muted) {
        changes.muted(muted);
    }

    /// Calls the feed's subscribers, as after a commit.
    public void wake() {
        changes.wake();
    }

    /// How many subscribe to the feed.
    public int subscribers() {
        return changes.subscribers();
    }

    /// Everything committed, as a value: two are equal when nothing changed in between. Works while the store
    /// fails.
    public Object backup() {
        return transactions.committed();
    }

    /// Goes back to a [#backup()], without telling anybody.
    public void restore(Object backup) {
        transactions.restore((Contents) backup);
    }

    @Override
    public Transactions transactions() {
        return transactions;
    }

    /// Transactions take turns.
    @Override
    public Guards guards() {
        return (_, _) -> {};
    }

    @Override
    public InstallationStore installation() {
        return installation;
    }

    @Override
    public OrganizationStore organizations() {
        return organizations;
    }

    @Override
    public ProjectStore projects() {
        return projects;
    }

    @Override
    public AccountStore accounts() {
        return accounts;
    }

    @Override
    public MemberStore members() {
        return members;
    }

    @Override
    public InvitationStore invitations() {
        return invitations;
    }

    @Override
    public SignInStores signIn() {
        return signIn;
    }

    @Override
    public EnvironmentStore environments() {
        return environments;
    }

    @Override
    public AgentStore agents() {
        return agents;
    }

    @Override
    public DeploymentStore deployments() {
        return deployments;
    }

    @Override
    public RouteStore routes() {
        return routes;
    }

    @Override
    public PolicyStore policies() {
        return policies;
    }

    @Override
    public KeyStore keys() {
        return keys;
    }

    @Override
    public TestKeyStore testKeys() {
        return testKeys;
    }

    @Override
    public ReplacedSecretStore replacedSecrets() {
        return keyHistory;
    }

    @Override
    public KeyPolicyStore keyPolicies() {
        return keyHistory;
    }

    @Override
    public KeyTraces keyTraces() {
        return keyHistory;
    }

    @Override
    public KeyIntake keyIntake() {
        return keyHistory;
    }

    @Override
    public ManagementKeyStore managementKeys() {
        return managementKeys;
    }

    @Override
    public ProviderKeyStore providerKeys() {
        return providerKeys;
    }

    @Override
    public MasterKeyStore masterKeys() {
        return masterKeys;
    }

    @Override
    public AuditLog audit() {
        return audit;
    }

    @Override
    public UsageStore usage() {
        return usage;
    }

    @Override
    public TrafficStore traffic() {
        return traffic;
    }

    @Override
    public PlanStore plans() {
        return credits.plans();
    }

    @Override
    public CreditStore credits() {
        return credits;
    }

    @Override
    public DenialLog denials() {
        return denials;
    }

    @Override
    public IdempotencyStore idempotency() {
        return idempotency;
    }

    @Override
    public ChangeLog changes() {
        return changes;
    }

    @Override
    public ChangeFeed feed() {
        return changes;
    }

    @Override
    public DataPlaneSource dataPlane() {
        return dataPlane;
    }

    @Override
    public NodeRegistry nodes() {
        return nodes;
    }

    @Override
    public void close() {
        changes.close();
    }
}
