package dev.ostiary.store;

import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.management.ManagementKeyStore;
import dev.ostiary.core.member.InvitationStore;
import dev.ostiary.core.member.MemberStore;
import dev.ostiary.core.node.DataPlaneSource;
import dev.ostiary.core.store.RightStores;
import dev.ostiary.core.store.SignInStores;
import java.nio.file.Path;

/// A database opened to look at what gateways obey, which changes led there, and who may change it, without writing.
public final class DataPlaneDatabase implements RightStores, AutoCloseable {
    private final ChangeFeed feed;
    private final DataPlaneSource dataPlane;
    private final KeyStore keys;
    private final ManagementKeyStore managementKeys;
    private final AccountStore accounts;
    private final MemberStore members;
    private final InvitationStore invitations;
    private final EnvironmentStore environments;
    private final SignInStores signIn;
    private final LookedAtDatabase opened;

    private DataPlaneDatabase(LookedAtDatabase opened) {
        Database database = opened.database();
        this.feed = new SqlChangeFeed(database, new Subscribers());
        this.dataPlane = new SqlDataPlaneSource(database);
        this.keys = new SqlKeyStore(database);
        this.managementKeys = new SqlManagementKeyStore(database);
        this.accounts = new SqlAccountStore(database);
        this.members = new SqlMemberStore(database);
        this.invitations = new SqlInvitationStore(database);
        this.environments = new SqlEnvironmentStore(database);
        this.signIn = SqlSignInStores.on(database);
        this.opened = opened;
    }

    /// Opens a SQLite database.
    ///
    /// @throws UnusableDatabaseException when its tables are not those of this version
    public static DataPlaneDatabase open(Path path) {
        return new DataPlaneDatabase(LookedAtDatabase.open(path, DataPlaneDatabase::requireCurrent));
    }

    /// Opens a PostgreSQL database.
    ///
    /// @throws UnusableDatabaseException when its tables are not those of this version
    public static DataPlaneDatabase open(PostgresConfig config) {
        return new DataPlaneDatabase(LookedAtDatabase.open(config, DataPlaneDatabase::requireCurrent));
    }

    private static void requireCurrent(DatabaseState state, String place) {
        if (state.isOutdated()) {
            throw new UnusableDatabaseException(
                    "The database " + place + " has version " + state.schemaVersion()
                            + " and this program reads version "
                            + Schema.VERSION
                            + "; look at it with the program that wrote it, or have this one bring it up"
                            + " to date.",
                    null);
        }
    }

    /// Its changes. Nobody is told of new ones.
    public ChangeFeed feed() {
        return feed;
    }

    /// Its keys and routes.
    public DataPlaneSource dataPlane() {
        return dataPlane;
    }

    @Override
    public KeyStore keys() {
        return keys;
    }

    @Override
    public ManagementKeyStore managementKeys() {
        return managementKeys;
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
    public EnvironmentStore environments() {
        return environments;
    }

    @Override
    public SignInStores signIn() {
        return signIn;
    }

    @Override
    public void close() {
        opened.close();
    }
}
