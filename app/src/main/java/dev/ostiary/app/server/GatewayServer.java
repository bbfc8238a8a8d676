package dev.ostiary.app.server;

import dev.ostiary.core.installation.MasterKeyHome;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.store.Store;
import dev.ostiary.store.DatabaseState;
import dev.ostiary.store.PostgresConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gateway alone, on a database that it shares with a control plane elsewhere. It reads keys and routes and writes
/// usage; it never makes or changes tables.
public final class GatewayServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);

    private final Parts parts;
    private final GatewayNode node;
    private final URI url;

    private GatewayServer(Parts parts, GatewayNode node, URI url) {
        this.parts = parts;
        this.node = node;
        this.url = url;
    }

    /// Starts it and answers when requests can be served.
    ///
    /// @throws dev.ostiary.app.terminal.CommandException when it cannot start; nothing is left running
    public static GatewayServer start(
            GatewayChoices choices,
            PostgresConfig config,
            MasterKeyChoice masterKey,
            Path masterKeyFile,
            String version,
            Clock clock) {
        Parts parts = new Parts();
        try {
            return start(
                    choices,
                    new InstallationDatabase.Postgres(config),
                    new MasterKeyPlace(masterKeyFile, false, masterKey),
                    version,
                    parts,
                    clock);
        } catch (StoreException failure) {
            parts.close();
            LOG.atError().setCause(failure).log("the database fails");
            throw StartRefused.because("the database " + config.place() + " fails; see the log above for the cause");
        } catch (RuntimeException | Error failure) {
            parts.close();
            throw failure;
        }
    }

    private static GatewayServer start(
            GatewayChoices choices,
            InstallationDatabase database,
            MasterKeyPlace place,
            String version,
            Parts parts,
            Clock clock) {
        Randomness randomness = new Randomness();
        GatewayNode node = GatewayNode.check(choices, version, parts, randomness, clock);
        MasterKeyHome home = home(place, randomness);
        requireReady(database, database.inspect(), place.toString(), home.read());
        Store store = parts.add(database.open());
        MasterKeys masterKeys = MasterKeys.of(home, home.read().newest(), store, randomness, clock);
        URI url = node.listen(store, masterKeys);
        node.awaitReady(store);
        MasterKeyWatch unused =
                parts.add(new MasterKeyWatch(masterKeys, Optional.empty())).start();
        return new GatewayServer(parts, node, url);
    }

    private static MasterKeyHome home(MasterKeyPlace place, Randomness randomness) {
        if (place.choice().given().isPresent()) {
            return new GivenMasterKeyHome(place.choice().given().get());
        }
        MasterKeyFile file = new MasterKeyFile(place.file(), place.choice().passphrase(), randomness);
        return new FileMasterKeyHome(
                file,
                file.read()
                        .orElseThrow(() -> StartRefused.because("there is no master key " + place.file()
                                + "; copy the control plane's master.key here, or name it with --master-key")));
    }

    private static void requireReady(
            InstallationDatabase database, DatabaseState state, String source, MasterKeyset keyset) {
        if (state.isOutdated()) {
            throw StartRefused.because("the database " + database + " is empty or of an older version; start the"
                    + " control plane of this version on it first: ostiary up --database …");
        }
        if (state.masterKeyChecks().isEmpty()) {
            throw Claim.wrongMasterKey(source, database);
        }
        Claim.requireOwn(state.masterKeyChecks(), keyset, source, database);
    }

    /// Where it listens, as this machine can call it.
    public URI url() {
        return url;
    }

    /// Where it listens with TLS, if it does.
    public Optional<URI> tlsUrl() {
        return node.tlsUrl();
    }

    /// Where health and metrics are told.
    public URI healthUrl() {
        return node.healthUrl();
    }

    /// Reads what it reads from files again.
    public void reload() {
        node.reload();
    }

    @Override
    public void close() {
        parts.close();
    }
}
