package dev.ostiary.store;

import dev.ostiary.core.signin.AttemptStore;
import dev.ostiary.core.signin.Attempts;
import java.time.Instant;

/// Failures of signing in, a row for each subject.
final class SqlAttemptStore implements AttemptStore {
    private final Database database;

    SqlAttemptStore(Database database) {
        this.database = database;
    }

    /// Makes the row when there is none: what is not there cannot be held.
    @Override
    public Attempts lock(String subject) {
        return database.write(handle -> handle.createQuery("""
                        INSERT INTO sign_in_attempts (subject, failures, last_at) VALUES (:subject, 0, 0)
                        ON CONFLICT (subject) DO UPDATE SET failures = sign_in_attempts.failures
                        RETURNING failures, last_at
                        """)
                .bind("subject", subject)
                .map((row, _) -> new Attempts(row.getInt("failures"), Columns.instant(row, "last_at")))
                .one());
    }

    @Override
    public void put(String subject, Attempts attempts) {
        String sql = attempts.failures() == 0 ? "DELETE FROM sign_in_attempts WHERE subject = :subject" : """
                  INSERT INTO sign_in_attempts (subject, failures, last_at) VALUES (:subject, :failures, :last_at)
                  ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at
                  """;
        int _ = database.write(handle -> {
            var update = handle.createUpdate(sql).bind("subject", subject);
            if (attempts.failures() > 0) {
                update.bind("failures", attempts.failures())
                        .bind("last_at", attempts.lastAt().toEpochMilli());
            }
            return update.execute();
        });
    }

    @Override
    public void forgetBefore(Instant lastAt) {
        int _ = database.write(handle -> handle.createUpdate("DELETE FROM sign_in_attempts WHERE last_at < :last_at")
                .bind("last_at", lastAt.toEpochMilli())
                .execute());
    }
}
