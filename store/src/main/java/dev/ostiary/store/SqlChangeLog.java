package dev.ostiary.store;

import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeLog;

/// Numbers changes from the counter's row. Whoever has taken a number holds the row until the commit, so the next
/// number is given after that: commit order is number order. A rollback gives the number back.
final class SqlChangeLog implements ChangeLog {
    private final Database database;

    SqlChangeLog(Database database) {
        this.database = database;
    }

    @Override
    public long append(Change.Kind kind, String subject) {
        return database.write(handle -> {
            long seq = handle.createQuery("UPDATE change_counter SET seq = seq + 1 WHERE only_row = 1 RETURNING seq")
                    .mapTo(Long.class)
                    .one();
            handle.createUpdate("INSERT INTO changes (seq, kind, subject) VALUES (:seq, :kind, :subject)")
                    .bind("seq", seq)
                    .bind("kind", kind.name())
                    .bind("subject", subject)
                    .execute();
            database.added(seq);
            return seq;
        });
    }

    @Override
    public void forgetAllBut(long keep) {
        int _ = database.write(handle -> handle.createUpdate(
                        "DELETE FROM changes WHERE seq <= (SELECT seq FROM change_counter WHERE only_row = 1) - :keep")
                .bind("keep", keep)
                .execute());
    }

    @Override
    public long continueAfter(long seq) {
        return database.write(handle -> {
            int _ = handle.createUpdate("""
                            UPDATE change_counter SET seq = CASE WHEN seq < :seq THEN :seq ELSE seq END + :left_out
                            WHERE only_row = 1
                            """)
                    .bind("seq", seq)
                    .bind("left_out", LEFT_OUT)
                    .execute();
            return append(Change.Kind.ROUTES, CONTINUED);
        });
    }
}
