package dev.ostiary.app.server;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.change.Withdrawal;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.node.DataPlaneSource;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.store.RightStores;
import dev.ostiary.core.withdrawal.Reopened;
import dev.ostiary.core.withdrawal.ReopenedRights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a database has lost by its return to an earlier state, as far as the journal tells.
///
/// @param head the number of the newest change of the database
/// @param newest the newest that was ever seen
/// @param isKnown whether the journal tells of every change between
/// @param keys keys in the database that were changed since and are not revoked in it; no test keys, which all end
/// @param rights what was taken away since and is there again
/// @param unknownKeys how many keys that were changed since are not in it, or are revoked in it anyway
/// @param organizations those in the database that were changed since, and so perhaps deleted
/// @param routeChanges how many changes of organizations, deployments, routes and policies are lost
record LostChanges(
        long head,
        Change newest,
        boolean isKnown,
        List<KeyEntry> keys,
        List<Reopened> rights,
        int unknownKeys,
        List<Organization> organizations,
        int routeChanges) {
    private static final int BATCH = 1000;

    /// Compares; empty when nothing is lost.
    static Optional<LostChanges> of(ChangeFeed feed, DataPlaneSource source, RightStores stores, ChangeJournal journal)
            throws IOException {
        Optional<Change> newest = journal.newest();
        if (newest.isEmpty() || isThere(feed, newest.get())) {
            return Optional.empty();
        }
        long kept = lastCommon(feed, journal);
        Set<KeyId> ids = new LinkedHashSet<>();
        List<String> routeChanges = new ArrayList<>();
        List<Withdrawal> withdrawals = new ArrayList<>();
        for (Change change : journal.after(kept)) {
            switch (change.kind()) {
                case KEY -> ids.add(new KeyId(change.subject()));
                case KEYS -> ids.addAll(Change.ids(change.subject()));
                case ROUTES -> routeChanges.add(change.subject());
                case WITHDRAWAL -> Withdrawal.parse(change.subject()).ifPresent(withdrawals::add);
                case CREDITS -> {}
            }
        }
        List<KeyEntry> keys = source.keys(ids).stream()
                .filter(key -> !key.isRevoked())
                .filter(key -> stores.keys().find(key.organization(), key.id()).isPresent())
                .toList();
        List<Organization> organizations = source.routes().organizations().stream()
                .filter(each -> routeChanges.contains(each.id().value()))
                .toList();
        return Optional.of(new LostChanges(
                feed.head(),
                newest.get(),
                journal.reachesBackTo(kept),
                keys,
                new ReopenedRights(stores).among(withdrawals),
                ids.size() - keys.size(),
                organizations,
                routeChanges.size()));
    }

    /// Whether the database has that very change, or has forgotten it as one of many that were before the newest.
    private static boolean isThere(ChangeFeed feed, Change seen) {
        if (feed.head() < seen.seq()) {
            return false;
        }
        return feed.after(seen.seq() - 1, 1).stream()
                .filter(change -> change.seq() == seen.seq())
                .findFirst()
                .map(seen::equals)
                .orElse(true);
    }

    /// The last change that both have. From there on the database's are other ones than the journal's, if it has
    /// any.
    private static long lastCommon(ChangeFeed feed, ChangeJournal journal) throws IOException {
        Map<Long, Change> seen = new HashMap<>();
        journal.after(0).forEach(change -> seen.put(change.seq(), change));
        long common = 0;
        List<Change> changes = feed.after(common, BATCH);
        while (!changes.isEmpty()) {
            for (Change change : changes) {
                if (!seen.getOrDefault(change.seq(), change).equals(change)) {
                    return change.seq() - 1;
                }
                common = change.seq();
            }
            changes = feed.after(common, BATCH);
        }
        return Math.max(common, feed.head());
    }
}
