package dev.ostiary.core.memory;

import dev.ostiary.core.account.AccountStoreContract;
import dev.ostiary.core.agent.AgentStoreContract;
import dev.ostiary.core.agent.DeploymentStoreContract;
import dev.ostiary.core.agent.EnvironmentStoreContract;
import dev.ostiary.core.audit.AuditFilterContract;
import dev.ostiary.core.audit.AuditLogContract;
import dev.ostiary.core.change.ChangeFeedContract;
import dev.ostiary.core.credit.CreditStoreContract;
import dev.ostiary.core.denial.DenialLogContract;
import dev.ostiary.core.idempotency.IdempotencyStoreContract;
import dev.ostiary.core.installation.InstallationStoreContract;
import dev.ostiary.core.installation.MasterKeyStoreContract;
import dev.ostiary.core.key.KeyHistoryContract;
import dev.ostiary.core.key.KeyListingContract;
import dev.ostiary.core.key.KeyNameContract;
import dev.ostiary.core.key.KeyRestrictionContract;
import dev.ostiary.core.key.KeySearchContract;
import dev.ostiary.core.key.KeyStoreContract;
import dev.ostiary.core.key.TestKeyStoreContract;
import dev.ostiary.core.management.ManagementKeyStoreContract;
import dev.ostiary.core.member.InvitationStoreContract;
import dev.ostiary.core.member.MemberStoreContract;
import dev.ostiary.core.node.DataPlaneSourceContract;
import dev.ostiary.core.node.NodeRegistryContract;
import dev.ostiary.core.organization.OrganizationStoreContract;
import dev.ostiary.core.organization.ProjectStoreContract;
import dev.ostiary.core.page.NamedListingContract;
import dev.ostiary.core.precondition.PreconditionContract;
import dev.ostiary.core.route.PolicyStoreContract;
import dev.ostiary.core.route.RouteSnapshotContract;
import dev.ostiary.core.route.RouteStoreContract;
import dev.ostiary.core.route.RouteTakenContract;
import dev.ostiary.core.signin.SignInStoresContract;
import dev.ostiary.core.standing.StandingContract;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.traffic.TrafficStoreContract;
import dev.ostiary.core.transaction.TransactionsContract;
import dev.ostiary.core.usage.UsageStoreContract;
import dev.ostiary.core.vault.ProviderKeyListingContract;
import dev.ostiary.core.vault.ProviderKeyStoreContract;
import org.junit.jupiter.api.Nested;

/// The store in memory keeps every contract that the databases keep, so a test on it says something about them.
final class InMemoryStoreContractsTest {
    @Nested
    final class TransactionsTest extends TransactionsContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class InstallationStoreTest extends InstallationStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class CreditStoreTest extends CreditStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class OrganizationStoreTest extends OrganizationStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class EnvironmentStoreTest extends EnvironmentStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class AgentStoreTest extends AgentStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class DeploymentStoreTest extends DeploymentStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class KeyStoreTest extends KeyStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class KeyNameTest extends KeyNameContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class KeyListingTest extends KeyListingContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class NamedListingTest extends NamedListingContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class ManagementKeyStoreTest extends ManagementKeyStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class AuditLogTest extends AuditLogContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class AuditFilterTest extends AuditFilterContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class TrafficStoreTest extends TrafficStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class UsageStoreTest extends UsageStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class ChangeFeedTest extends ChangeFeedContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class DataPlaneSourceTest extends DataPlaneSourceContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class NodeRegistryTest extends NodeRegistryContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class RouteStoreTest extends RouteStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class RouteTakenTest extends RouteTakenContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class RouteSnapshotTest extends RouteSnapshotContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class PolicyStoreTest extends PolicyStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class DenialLogTest extends DenialLogContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class IdempotencyStoreTest extends IdempotencyStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class PreconditionTest extends PreconditionContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class KeyRestrictionTest extends KeyRestrictionContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class ProviderKeyStoreTest extends ProviderKeyStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class ProviderKeyListingTest extends ProviderKeyListingContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class MasterKeyStoreTest extends MasterKeyStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class KeySearchTest extends KeySearchContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class KeyHistoryTest extends KeyHistoryContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class ProjectStoreTest extends ProjectStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class AccountStoreTest extends AccountStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class TestKeyStoreTest extends TestKeyStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class InvitationStoreTest extends InvitationStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class MemberStoreTest extends MemberStoreContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class SignInStoresTest extends SignInStoresContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }

    @Nested
    final class StandingTest extends StandingContract {
        @Override
        protected Store openStore() {
            return new InMemoryStore();
        }
    }
}
