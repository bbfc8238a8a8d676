package dev.ostiary.store;

import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeFeed;
import java.util.List;

/// Reads changes by number; wake-up calls come from elsewhere.
final class SqlChangeFeed implements ChangeFeed {
    private final Database database;
    private final Subscribers subscribers;

    SqlChangeFeed(Database database, Subscribers subscribers) {
        this.database = database;
        this.subscribers = subscribers;
    }

    @Override
    public long head() {
        return database.read(handle -> handle.createQuery("SELECT seq FROM change_counter WHERE only_row = 1")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<Change> after(long seq, int limit) {
        return database.read(handle -> handle.createQuery(
                        "SELECT seq, kind, subject FROM changes WHERE seq > :seq ORDER BY seq LIMIT :limit")
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, context) -> new Change(
                        row.getLong("seq"), Change.Kind.valueOf(row.getString("kind")), row.getString("subject")))
                .list());
    }

    @Override
    public Subscription subscribe(Runnable onChange) {
        return subscribers.add(onChange);
    }
}
