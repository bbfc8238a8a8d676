package dev.ostiary.app.server;

import dev.ostiary.app.echo.EchoAgent;
import dev.ostiary.app.profile.Profile;
import dev.ostiary.app.profile.ProfileFile;
import dev.ostiary.control.ControlSettings;
import dev.ostiary.control.wiring.MetricsSource;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.installation.MasterKeyCheck;
import dev.ostiary.core.installation.MasterKeyHome;
import dev.ostiary.core.node.NodeBarrier;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.PrepareSetup;
import dev.ostiary.core.standing.StoredStanding;
import dev.ostiary.core.store.Store;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The start, step by step. First everything that can stand in the way is looked for, then the folder is written
/// to; the control plane, which takes longest, starts on a thread of its own while gateway and keys get ready.
final class Startup {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
    /// What a control plane alone tells: the gateways tell of themselves.
    private static final MetricsSource NO_METRICS = accept -> new MetricsSource.Page("text/plain; version=0.0.4", "");

    private final ServerSettings settings;
    private final Clock clock;
    private final Parts parts;
    private final DataFolder folder;
    private final InstallationDatabase database;
    private final ListenAddress controlAddress;
    private final Randomness randomness = new Randomness();
    /// Whether the echo agent is deployed.
    private boolean hasEcho;

    Startup(ServerSettings settings, Clock clock, Parts parts) {
        this.settings = settings;
        this.clock = clock;
        this.parts = parts;
        this.folder = new DataFolder(settings.data());
        this.database = settings.database()
                .<InstallationDatabase>map(InstallationDatabase.Postgres::new)
                .orElseGet(() -> new InstallationDatabase.Sqlite(folder.database()));
        this.controlAddress = new ListenAddress(settings.host(), settings.controlPort(), "--control-port");
    }

    Server start() {
        Claim claim = new Claim(folder, settings.masterKey(), database, parts, randomness);
        claim.check();
        Optional<GatewayNode> node = settings.gateway()
                .map(choices -> GatewayNode.check(choices, settings.version(), parts, randomness, clock));
        controlAddress.check();
        MasterKeyHome home = claim.take(randomness);
        Store store = parts.add(database.open());
        JournalStart.follow(store, new ChangeJournal(folder.journal()), database, parts);
        parts.add(Housekeeping.start(store, clock));
        ChangeRecorder recorder = new ChangeRecorder(
                StoredStanding.transactions(store, clock),
                store.audit(),
                store.changes(),
                new NodeBarrier(store.nodes()),
                randomness,
                clock);
        int generation = prepare(store, home.read(), claim.source(), recorder);
        MasterKeys masterKeys = MasterKeys.of(home, generation, store, randomness, clock);
        return serve(node, store, masterKeys, recorder);
    }

    /// Makes sure of the content of the database before anything reads it.
    ///
    /// @param source what the master key is called in messages
    /// @return the generation of the master key that is in use
    private int prepare(Store store, MasterKeyset masterKey, String source, ChangeRecorder recorder) {
        if (!settings.hasEcho()) {
            return claim(store, masterKey, source, recorder, Optional.empty()).generation();
        }
        EchoPortFile portFile = new EchoPortFile(folder.echoPort());
        OptionalInt before = portFile.read();
        EchoAgent echo = parts.add(startEcho(before));
        UpstreamUrl address = address(echo.port());
        Claimed claimed = claim(store, masterKey, source, recorder, Optional.of(address));
        EchoMove move = new EchoMove(store, recorder, randomness);
        if (!claimed.isFirst()) {
            move.follow(before.isPresent() ? Optional.of(address(before.getAsInt())) : Optional.empty(), address);
        }
        remember(portFile, before, echo.port());
        hasEcho = move.isLive(address);
        return claimed.generation();
    }

    private record Claimed(boolean isFirst, int generation) {}

    /// Makes the database this master key's, and fills it when it is new.
    private Claimed claim(
            Store store, MasterKeyset masterKey, String source, ChangeRecorder recorder, Optional<UpstreamUrl> echo) {
        FirstStart firstStart = new FirstStart(store, recorder, randomness, clock);
        MasterKeyCheck check = new MasterKeyCheck(
                store.transactions(), store.installation(), store.masterKeys(), store.audit(), randomness, clock);
        return store.transactions().inTransaction(() -> {
            boolean isNew = store.installation().masterKeyCheck().isEmpty();
            int generation = check.claim(masterKey).orElseThrow(() -> Claim.wrongMasterKey(source, database));
            if (isNew) {
                firstStart.create(echo);
            }
            return new Claimed(isNew, generation);
        });
    }

    private static UpstreamUrl address(int port) {
        return new UpstreamUrl(EchoAgent.url(port));
    }

    private static EchoAgent startEcho(OptionalInt port) {
        try {
            return EchoAgent.start(port);
        } catch (IOException impossible) {
            throw StartRefused.because("the echo agent cannot listen on any port of 127.0.0.1; see that loopback"
                    + " connections are allowed");
        }
    }

    private static void remember(EchoPortFile file, OptionalInt before, int port) {
        if (before.isPresent() && before.getAsInt() == port) {
            return;
        }
        try {
            file.write(port);
        } catch (IOException impossible) {
            LOG.atWarn().setCause(impossible).log("the echo agent's port cannot be remembered");
        }
    }

    private Server serve(Optional<GatewayNode> node, Store store, MasterKeys masterKeys, ChangeRecorder recorder) {
        ControlAssembly control = new ControlAssembly(store, recorder, masterKeys, randomness, clock);
        CompletableFuture<URI> bound = new CompletableFuture<>();
        ControlStart starting = parts.add(ControlStart.begin(
                new ControlSettings(
                        controlAddress.address(),
                        controlAddress.port(),
                        settings.version(),
                        bound::join,
                        ControlSettings.DRAIN,
                        settings.publicAddress()),
                control.dependencies(
                        node.<BooleanSupplier>map(own -> own::isFresh).orElseGet(() -> new StoreAnswers(store)),
                        node.<MetricsSource>map(own -> own::metrics).orElse(NO_METRICS))));
        Optional<URI> listening = node.map(own -> own.listen(store, masterKeys));
        URI gatewayUrl = settings.gatewayUrl().or(() -> listening).orElseThrow();
        bound.complete(gatewayUrl);
        ProfileFile profile = new ProfileFile(folder.path());
        Secret key = new ManagementAccess(store, control.authenticator(), masterKeys.ring()::pepper, randomness, clock)
                .key(profile);
        node.ifPresent(own -> own.awaitReady(store));
        MasterKeyWatch unused = parts.add(new MasterKeyWatch(masterKeys, Optional.of(control.reencryption())))
                .start();
        URI controlUrl = starting.await(controlAddress).url();
        writeProfile(profile, new Profile(controlUrl, key, gatewayUrl));
        if (!controlAddress.isLoopback()) {
            LOG.atWarn().log("other machines can reach gateway and control plane, without TLS");
        }
        Optional<String> setup = new PrepareSetup(
                        store.transactions(), store.accounts(), store.signIn().setupLinks(), randomness, clock)
                .renew()
                .map(token -> SetupUrl.of(settings.publicAddress().url().orElse(controlUrl), token));
        return new Server(parts, node, listening.orElse(gatewayUrl), controlUrl, hasEcho, setup);
    }

    private static void writeProfile(ProfileFile file, Profile profile) {
        try {
            file.write(profile);
        } catch (IOException impossible) {
            throw StartRefused.because(
                    "cannot write " + file.path() + "; see that the disk is not full and this account may write there");
        }
    }
}
