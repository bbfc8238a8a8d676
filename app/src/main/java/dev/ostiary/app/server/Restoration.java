package dev.ostiary.app.server;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.key.RevokeKey;
import dev.ostiary.core.node.DataPlaneSource;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.standing.StoredStanding;
import dev.ostiary.core.store.RightStores;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.withdrawal.Reopened;
import dev.ostiary.core.withdrawal.WithdrawAgain;
import dev.ostiary.store.DataPlaneDatabase;
import dev.ostiary.store.PostgresConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes an installation to the state of a backup, with nothing that was closed since opening again unnoticed. No
/// control plane may run on the data folder meanwhile.
///
/// @param data the data folder
/// @param masterKey where the master key comes from
/// @param database a database on a server, into which the backup was read already; empty for one in the data folder
/// @param backup the file to take the database from; empty when it is in its place already
/// @param keeps the ids of keys, accounts and what else is to stay as the backup has it
/// @param acceptsUnknown whether to go on when the journal does not tell of every change since the backup
public record Restoration(
        Path data,
        MasterKeyPlace masterKey,
        Optional<PostgresConfig> database,
        Optional<Path> backup,
        Set<String> keeps,
        boolean acceptsUnknown) {
    private static final Instant NEVER = Instant.ofEpochMilli(KeyEntry.NEVER);

    /// A key whose state after the backup is not known. No test key, which all end.
    ///
    /// @param isKept whether it stays as the backup has it; else it is revoked
    public record UncertainKey(String id, String name, String organization, boolean isKept) {}

    /// A right that was taken away after the backup, or changed, and is in it.
    ///
    /// @param isKept whether it stays as the backup has it; else it is taken away again
    public record UncertainRight(Reopened right, boolean isKept) {}

    /// What was lost, and what becomes of it.
    ///
    /// @param isKnown whether the journal tells of every change since the backup
    /// @param organizations what those are called that were changed since, and so perhaps deleted
    public record Report(
            long head,
            long seen,
            boolean isKnown,
            List<UncertainKey> keys,
            List<UncertainRight> rights,
            int otherKeys,
            List<String> organizations,
            int routeChanges) {}

    /// Compares the backup with what was seen. Changes nothing, neither in the backup nor in the data folder.
    ///
    /// @return empty when nothing was lost
    public Optional<Report> preview() {
        DataFolder folder = new DataFolder(data);
        requireFolder();
        backup.ifPresent(Restoration::requireReadable);
        InstallationDatabase looked = database.<InstallationDatabase>map(InstallationDatabase.Postgres::new)
                .orElseGet(() -> new InstallationDatabase.Sqlite(backup.orElse(folder.database())));
        try (@Nullable DataLock _ = DataLock.acquireExisting(folder).orElse(null)) {
            requireOwn(looked);
            try (DataPlaneDatabase opened = looked.look()) {
                Optional<LostChanges> lost = lost(opened.feed(), opened.dataPlane(), opened);
                lost.ifPresent(this::requireListed);
                return lost.map(this::report);
            }
        }
    }

    /// Puts the backup in its place, and revokes what was changed since it and is not to be kept.
    ///
    /// @return empty when nothing was lost
    public Optional<Report> accept(Clock clock) {
        return run(store -> {
            Optional<LostChanges> lost = lost(store.feed(), store.dataPlane(), store);
            if (lost.isPresent()) {
                accept(store, lost.get(), clock);
            } else if (backup.isPresent()) {
                new RestoreTrail(store, clock).append();
            }
            return lost.map(this::report);
        });
    }

    private void accept(Store store, LostChanges lost, Clock clock) {
        requireListed(lost);
        if (!lost.isKnown() && !acceptsUnknown) {
            throw StartRefused.because("the journal does not reach back to change " + lost.head()
                    + ", where the backup ends: what is not listed may have been revoked since; check it, and go on"
                    + " with --accept-unknown");
        }
        ChangeRecorder recorder = new ChangeRecorder(
                StoredStanding.transactions(store, clock),
                store.audit(),
                store.changes(),
                seq -> new Applied(0, 0),
                new Randomness(),
                clock);
        RevokeKey revokeKey = new RevokeKey(store.keys(), recorder);
        WithdrawAgain withdrawAgain =
                new WithdrawAgain(store, recorder, new InstallationTrail(store.audit(), new Randomness(), clock));
        RestoreTrail trail = new RestoreTrail(store, clock);
        // As one: numbers that nodes know otherwise must never be given to what is revoked here.
        long unused = store.transactions().inTransaction(() -> {
            long seq = store.changes().continueAfter(lost.newest().seq());
            for (KeyEntry key : lost.keys()) {
                if (!isKept(key.id().value())) {
                    var _ = revokeKey.revoke(Actor.system(), key.organization(), key.id());
                }
            }
            endTestKeys(store);
            withdrawAgain.end(lost.rights().stream()
                    .filter(right -> !isKept(right.withdrawal().id()))
                    .toList());
            trail.append(lost, this::isKept);
            return seq;
        });
        try {
            journal().mend();
            journal().append(store.feed().after(lost.newest().seq(), Integer.MAX_VALUE));
        } catch (IOException impossible) {
            throw StartRefused.because("cannot write " + journal().file() + "; see that the disk is not full");
        }
    }

    /// Users make new ones within a second, so none is worth the doubt.
    private static void endTestKeys(Store store) {
        int ended;
        do {
            ended = store.testKeys().deleteExpired(NEVER, Change.MAX_KEYS).size();
        } while (ended == Change.MAX_KEYS);
    }

    private Report report(LostChanges lost) {
        return new Report(
                lost.head(),
                lost.newest().seq(),
                lost.isKnown(),
                lost.keys().stream()
                        .map(key -> new UncertainKey(
                                key.id().value(),
                                key.name(),
                                key.organization().value(),
                                isKept(key.id().value())))
                        .toList(),
                lost.rights().stream()
                        .map(right -> new UncertainRight(
                                right, isKept(right.withdrawal().id())))
                        .toList(),
                lost.unknownKeys(),
                lost.organizations().stream().map(each -> each.slug().value()).toList(),
                lost.routeChanges());
    }

    /// Refuses an id to keep that is not among what is uncertain: a slip of the hand would end what was meant.
    private void requireListed(LostChanges lost) {
        Set<String> unknown = new TreeSet<>(keeps);
        lost.keys().forEach(key -> unknown.remove(key.id().value()));
        lost.rights().forEach(right -> unknown.remove(right.withdrawal().id()));
        if (!unknown.isEmpty()) {
            throw StartRefused.because("nothing that was changed since is called " + String.join(", ", unknown)
                    + "; give --keep the ids that `ostiary restore` lists");
        }
    }

    private static void requireReadable(Path backup) {
        if (!Files.isReadable(backup)) {
            throw StartRefused.because("there is no backup " + backup + " that can be read");
        }
    }

    private boolean isKept(String id) {
        return keeps.contains(id);
    }

    private Optional<LostChanges> lost(ChangeFeed feed, DataPlaneSource source, RightStores stores) {
        try {
            return LostChanges.of(feed, source, stores, journal());
        } catch (IOException unreadable) {
            throw StartRefused.because("cannot read " + journal().file());
        }
    }

    private ChangeJournal journal() {
        return new ChangeJournal(new DataFolder(data).journal());
    }

    private void requireFolder() {
        if (!Files.isDirectory(data)) {
            throw StartRefused.because("there is no data folder " + data + "; name it with --data");
        }
    }

    private <T> T run(Function<Store, T> work) {
        DataFolder folder = new DataFolder(data);
        requireFolder();
        try (DataLock _ = DataLock.acquire(folder)) {
            if (database.isPresent()) {
                return with(new InstallationDatabase.Postgres(database.get()), work);
            }
            if (backup.isEmpty()) {
                return with(new InstallationDatabase.Sqlite(folder.database()), work);
            }
            return fromFile(backup.get(), folder, work);
        } catch (IOException impossible) {
            throw StartRefused.because("the backup cannot be put in place in " + data
                    + "; see that the disk is not full and this account may write there");
        }
    }

    /// On a copy, which takes the database's place at the end: whatever fails, the old one is still there.
    private <T> T fromFile(Path from, DataFolder folder, Function<Store, T> work) throws IOException {
        requireReadable(from);
        Path copy = SqliteFiles.draft(folder.database());
        SqliteFiles.delete(copy);
        try {
            Path unused = Files.createFile(copy, DataFolder.ownerOnly(copy));
            unused = Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
            SqliteFiles.close(copy);
            T result = with(new InstallationDatabase.Sqlite(copy), work);
            SqliteFiles.replace(folder.database(), copy);
            return result;
        } finally {
            SqliteFiles.delete(copy);
        }
    }

    private <T> T with(InstallationDatabase from, Function<Store, T> work) {
        requireOwn(from);
        try (Store store = from.open()) {
            return work.apply(store);
        }
    }

    /// Refuses a database that is not that of the master key.
    private void requireOwn(InstallationDatabase from) {
        MasterKeyset keyset = masterKey
                .read(new Randomness())
                .orElseThrow(() -> StartRefused.because("there is no master key " + masterKey
                        + "; put it back from its own backup, or name it with --master-key"));
        Map<Integer, String> checks = from.inspect().masterKeyChecks();
        if (checks.isEmpty()) {
            throw Claim.wrongMasterKey(masterKey.toString(), from);
        }
        Claim.requireOwn(checks, keyset, masterKey.toString(), from);
    }
}
