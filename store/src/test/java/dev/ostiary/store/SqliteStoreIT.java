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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// The contracts of all ports on SQLite: a new file for each test.
final class SqliteStoreIT {
    @Nested
    final class InstallationStoreIT extends InstallationStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class OrganizationStoreIT extends OrganizationStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class EnvironmentStoreIT extends EnvironmentStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class AgentStoreIT extends AgentStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class DeploymentStoreIT extends DeploymentStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class KeyStoreIT extends KeyStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class KeyNameIT extends KeyNameContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class KeyListingIT extends KeyListingContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class NamedListingIT extends NamedListingContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class ManagementKeyStoreIT extends ManagementKeyStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class AuditLogIT extends AuditLogContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class TrafficStoreIT extends TrafficStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class UsageStoreIT extends UsageStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class ChangeFeedIT extends ChangeFeedContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class TransactionsIT extends TransactionsContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class DataPlaneSourceIT extends DataPlaneSourceContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class NodeRegistryIT extends NodeRegistryContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class SqlStoreIT extends SqlStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class RouteStoreIT extends RouteStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class RouteTakenIT extends RouteTakenContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class RouteSnapshotIT extends RouteSnapshotContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class PolicyStoreIT extends PolicyStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class ProviderKeyStoreIT extends ProviderKeyStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class ProviderKeyListingIT extends ProviderKeyListingContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class MasterKeyStoreIT extends MasterKeyStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class DenialLogIT extends DenialLogContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class IdempotencyStoreIT extends IdempotencyStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class PreconditionIT extends PreconditionContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class KeyRestrictionIT extends KeyRestrictionContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class UnreadableRowsIT extends UnreadableRowsContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }

        @Override
        void execute(String sql) throws SQLException {
            String url = "jdbc:sqlite:" + folder.resolve("ostiary.db");
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                int unused = statement.executeUpdate(sql);
            }
        }
    }

    @Nested
    final class KeySearchIT extends KeySearchContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class KeyHistoryIT extends KeyHistoryContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class CreditStoreIT extends CreditStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class ProjectStoreIT extends ProjectStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class AccountStoreIT extends AccountStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class TestKeyStoreIT extends TestKeyStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class InvitationStoreIT extends InvitationStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class MemberStoreIT extends MemberStoreContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class SignInStoresIT extends SignInStoresContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class StandingIT extends StandingContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteStore.open(folder.resolve("ostiary.db"));
        }
    }
}
