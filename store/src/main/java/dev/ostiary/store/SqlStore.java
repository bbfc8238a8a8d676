package dev.ostiary.store;

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

/// What the SQL stores share: every port, on one [Database].
abstract sealed class SqlStore implements Store permits PostgresStore, SqliteStore {
    private final Database database;
    private final Guards guards;
    private final InstallationStore installation;
    private final OrganizationStore organizations;
    private final ProjectStore projects;
    private final AccountStore accounts;
    private final MemberStore members;
    private final InvitationStore invitations;
    private final SignInStores signIn;
    private final EnvironmentStore environments;
    private final AgentStore agents;
    private final DeploymentStore deployments;
    private final RouteStore routes;
    private final PolicyStore policies;
    private final KeyStore keys;
    private final TestKeyStore testKeys;
    private final ReplacedSecretStore replacedSecrets;
    private final KeyPolicyStore keyPolicies;
    private final KeyTraces keyTraces;
    private final KeyIntake keyIntake;
    private final ManagementKeyStore managementKeys;
    private final ProviderKeyStore providerKeys;
    private final MasterKeyStore masterKeys;
    private final SqlAuditLog audit;
    private final UsageStore usage;
    private final TrafficStore traffic;
    private final PlanStore plans;
    private final CreditStore credits;
    private final DenialLog denials;
    private final IdempotencyStore idempotency;
    private final ChangeLog changes;
    private final AuditLog trail;
    private final ChangeFeed feed;
    private final DataPlaneSource dataPlane;
    private final NodeRegistry nodes;

    /// @param following for what nodes read to follow changes
    SqlStore(Database database, Database following, Subscribers subscribers, NodeRegistry nodes) {
        this.database = database;
        this.guards = new SqlGuards(database);
        this.installation = new SqlInstallationStore(database);
        this.organizations = new SqlOrganizationStore(database);
        this.projects = new SqlProjectStore(database);
        this.accounts = new SqlAccountStore(database);
        this.members = new SqlMemberStore(database);
        this.invitations = new SqlInvitationStore(database);
        this.signIn = SqlSignInStores.on(database);
        this.environments = new SqlEnvironmentStore(database);
        this.agents = new SqlAgentStore(database);
        this.deployments = new SqlDeploymentStore(database);
        this.routes = new SqlRouteStore(database);
        this.policies = new SqlPolicyStore(database);
        this.keys = new SqlKeyStore(database);
        this.testKeys = new SqlTestKeyStore(database);
        this.replacedSecrets = new SqlReplacedSecretStore(database);
        this.keyPolicies = new SqlKeyPolicyStore(database);
        this.keyTraces = new SqlKeyTraces(database);
        this.keyIntake = new SqlKeyIntake(database);
        this.managementKeys = new SqlManagementKeyStore(database);
        this.providerKeys = new SqlProviderKeyStore(database);
        this.masterKeys = new SqlMasterKeyStore(database);
        this.audit = new SqlAuditLog(database);
        this.usage = new SqlUsageStore(database);
        this.traffic = new SqlTrafficStore(database);
        this.plans = new SqlPlanStore(database);
        this.credits = new SqlCreditStore(database);
        this.denials = new SqlDenialLog(database);
        this.idempotency = new SqlIdempotencyStore(database);
        this.changes = new SqlChangeLog(database);
        this.trail = new WithdrawalTrail(audit, changes);
        this.feed = new SqlChangeFeed(following, subscribers);
        this.dataPlane = new SqlDataPlaneSource(following);
        this.nodes = nodes;
    }

    /// Brings what earlier versions wrote into the form of this one.
    final void adopt() {
        new EarlierEvents(database, audit).chain();
        KeyTermIndex.fill(database);
        Terms.fill(database);
    }

    @Override
    public final Transactions transactions() {
        return database;
    }

    @Override
    public final Guards guards() {
        return guards;
    }

    @Override
    public final InstallationStore installation() {
        return installation;
    }

    @Override
    public final OrganizationStore organizations() {
        return organizations;
    }

    @Override
    public final ProjectStore projects() {
        return projects;
    }

    @Override
    public final AccountStore accounts() {
        return accounts;
    }

    @Override
    public final MemberStore members() {
        return members;
    }

    @Override
    public final InvitationStore invitations() {
        return invitations;
    }

    @Override
    public final SignInStores signIn() {
        return signIn;
    }

    @Override
    public final EnvironmentStore environments() {
        return environments;
    }

    @Override
    public final AgentStore agents() {
        return agents;
    }

    @Override
    public final DeploymentStore deployments() {
        return deployments;
    }

    @Override
    public final RouteStore routes() {
        return routes;
    }

    @Override
    public final PolicyStore policies() {
        return policies;
    }

    @Override
    public final PlanStore plans() {
        return plans;
    }

    @Override
    public final CreditStore credits() {
        return credits;
    }

    @Override
    public final DenialLog denials() {
        return denials;
    }

    @Override
    public final IdempotencyStore idempotency() {
        return idempotency;
    }

    @Override
    public final KeyStore keys() {
        return keys;
    }

    @Override
    public final TestKeyStore testKeys() {
        return testKeys;
    }

    @Override
    public final ReplacedSecretStore replacedSecrets() {
        return replacedSecrets;
    }

    @Override
    public final KeyPolicyStore keyPolicies() {
        return keyPolicies;
    }

    @Override
    public final KeyTraces keyTraces() {
        return keyTraces;
    }

    @Override
    public final KeyIntake keyIntake() {
        return keyIntake;
    }

    @Override
    public final ManagementKeyStore managementKeys() {
        return managementKeys;
    }

    @Override
    public final ProviderKeyStore providerKeys() {
        return providerKeys;
    }

    @Override
    public final MasterKeyStore masterKeys() {
        return masterKeys;
    }

    @Override
    public final AuditLog audit() {
        return trail;
    }

    @Override
    public final UsageStore usage() {
        return usage;
    }

    @Override
    public final TrafficStore traffic() {
        return traffic;
    }

    @Override
    public final ChangeLog changes() {
        return changes;
    }

    @Override
    public final ChangeFeed feed() {
        return feed;
    }

    @Override
    public final DataPlaneSource dataPlane() {
        return dataPlane;
    }

    @Override
    public final NodeRegistry nodes() {
        return nodes;
    }
}
