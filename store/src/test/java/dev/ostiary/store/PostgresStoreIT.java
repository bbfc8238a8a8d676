package dev.ostiary.store;

import dev.ostiary.core.account.AccountStoreContract;
import dev.ostiary.core.agent.AgentStoreContract;
import dev.ostiary.core.agent.DeploymentStoreContract;
import dev.ostiary.core.agent.EnvironmentStoreContract;
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

/// The contracts of all ports on a real PostgreSQL server.
final class PostgresStoreIT {
    @Nested
    final class InstallationStoreIT extends InstallationStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class OrganizationStoreIT extends OrganizationStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class EnvironmentStoreIT extends EnvironmentStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class AgentStoreIT extends AgentStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class DeploymentStoreIT extends DeploymentStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class KeyStoreIT extends KeyStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class KeyNameIT extends KeyNameContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class KeyListingIT extends KeyListingContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class NamedListingIT extends NamedListingContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class ManagementKeyStoreIT extends ManagementKeyStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class AuditLogIT extends AuditLogContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class CreditStoreIT extends CreditStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class TrafficStoreIT extends TrafficStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class UsageStoreIT extends UsageStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class ChangeFeedIT extends ChangeFeedContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class TransactionsIT extends TransactionsContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class DataPlaneSourceIT extends DataPlaneSourceContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class NodeRegistryIT extends NodeRegistryContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class SqlStoreIT extends SqlStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class RouteStoreIT extends RouteStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class RouteTakenIT extends RouteTakenContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class RouteSnapshotIT extends RouteSnapshotContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class PolicyStoreIT extends PolicyStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class ProviderKeyStoreIT extends ProviderKeyStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class ProviderKeyListingIT extends ProviderKeyListingContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class MasterKeyStoreIT extends MasterKeyStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class DenialLogIT extends DenialLogContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class IdempotencyStoreIT extends IdempotencyStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class PreconditionIT extends PreconditionContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class KeyRestrictionIT extends KeyRestrictionContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class UnreadableRowsIT extends UnreadableRowsContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }

        @Override
        void execute(String sql) {
            EmbeddedServer.execute(EmbeddedServer.SHARED, sql);
        }
    }

    @Nested
    final class KeySearchIT extends KeySearchContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class KeyHistoryIT extends KeyHistoryContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class ProjectStoreIT extends ProjectStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class AccountStoreIT extends AccountStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class TestKeyStoreIT extends TestKeyStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class InvitationStoreIT extends InvitationStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class MemberStoreIT extends MemberStoreContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class SignInStoresIT extends SignInStoresContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class StandingIT extends StandingContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }
}
