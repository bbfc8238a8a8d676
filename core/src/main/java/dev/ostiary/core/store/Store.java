package dev.ostiary.core.store;

import dev.ostiary.core.agent.AgentStore;
import dev.ostiary.core.agent.DeploymentStore;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.authority.Guards;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.change.ChangeLog;
import dev.ostiary.core.credit.CreditStore;
import dev.ostiary.core.credit.PlanStore;
import dev.ostiary.core.denial.DenialLog;
import dev.ostiary.core.idempotency.IdempotencyStore;
import dev.ostiary.core.installation.InstallationStore;
import dev.ostiary.core.installation.MasterKeyStore;
import dev.ostiary.core.key.KeyIntake;
import dev.ostiary.core.key.KeyPolicyStore;
import dev.ostiary.core.key.KeyTraces;
import dev.ostiary.core.key.ReplacedSecretStore;
import dev.ostiary.core.key.TestKeyStore;
import dev.ostiary.core.node.DataPlaneSource;
import dev.ostiary.core.node.NodeRegistry;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.organization.ProjectStore;
import dev.ostiary.core.route.PolicyStore;
import dev.ostiary.core.route.RouteStore;
import dev.ostiary.core.traffic.TrafficStore;
import dev.ostiary.core.transaction.Transactions;
import dev.ostiary.core.usage.UsageStore;
import dev.ostiary.core.vault.ProviderKeyStore;

/// One database: every port on it, sharing its transactions. A method of any port that fails because the database does
/// throws [dev.ostiary.core.problem.StoreException]. All ports are thread safe.
public interface Store extends RightStores, AutoCloseable {
    Transactions transactions();

    Guards guards();

    InstallationStore installation();

    MasterKeyStore masterKeys();

    OrganizationStore organizations();

    ProjectStore projects();

    AgentStore agents();

    DeploymentStore deployments();

    RouteStore routes();

    PolicyStore policies();

    TestKeyStore testKeys();

    ReplacedSecretStore replacedSecrets();

    KeyPolicyStore keyPolicies();

    KeyTraces keyTraces();

    KeyIntake keyIntake();

    ProviderKeyStore providerKeys();

    AuditLog audit();

    UsageStore usage();

    TrafficStore traffic();

    PlanStore plans();

    CreditStore credits();

    DenialLog denials();

    IdempotencyStore idempotency();

    ChangeLog changes();

    ChangeFeed feed();

    DataPlaneSource dataPlane();

    NodeRegistry nodes();

    @Override
    void close();
}
