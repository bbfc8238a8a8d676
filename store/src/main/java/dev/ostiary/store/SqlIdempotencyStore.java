package dev.ostiary.store;

import dev.ostiary.core.idempotency.IdempotencyStore;
import dev.ostiary.core.idempotency.KeptAnswer;
import dev.ostiary.core.idempotency.KnownCall;
import dev.ostiary.core.idempotency.RepeatableCall;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// Calls with an idempotency key, in a table of their own.
final class SqlIdempotencyStore implements IdempotencyStore {
    private final Database database;

    SqlIdempotencyStore(Database database) {
        this.database = database;
    }

    /// An upsert holds the row also where it leaves it as it is, so what is read after it is what it met.
    @Override
    public KnownCall begin(KnownCall call, Instant now) {
        return database.inTransaction(() -> {
            int _ = database.write(handle -> named(handle.createUpdate("""
                                    INSERT INTO idempotent_calls (actor_id, key_digest, fingerprint, claim, ends_at)
                                    VALUES (:actor, :key, :fingerprint, :claim, :ends_at)
                                    ON CONFLICT (actor_id, key_digest) DO UPDATE
                                    SET fingerprint = excluded.fingerprint, claim = excluded.claim,
                                        ends_at = excluded.ends_at, status = NULL, location = NULL, etag = NULL, body = NULL
                                    WHERE idempotent_calls.ends_at <= :now
                                    """), call)
                    .bind("fingerprint", call.call().fingerprint())
                    .bind("ends_at", call.endsAt().toEpochMilli())
                    .bind("now", now.toEpochMilli())
                    .execute());
            return database.read(handle -> handle.createQuery("""
                            SELECT actor_id, key_digest, fingerprint, claim, ends_at, status, location, etag, body
                            FROM idempotent_calls WHERE actor_id = :actor AND key_digest = :key
                            """)
                    .bind("actor", call.call().actor())
                    .bind("key", call.call().key())
                    .map(SqlIdempotencyStore::read)
                    .one());
        });
    }

    @Override
    public boolean markDone(String actor, String claim, Instant endsAt) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE idempotent_calls SET ends_at = :ends_at, status = :status, body = :body
                                WHERE actor_id = :actor AND claim = :claim AND (status IS NULL OR status = :status)
                                """)
                        .bind("ends_at", endsAt.toEpochMilli())
                        .bind("status", KeptAnswer.UNKNOWN.status())
                        .bind("body", KeptAnswer.UNKNOWN.body())
                        .bind("actor", actor)
                        .bind("claim", claim)
                        .execute())
                > 0;
    }

    @Override
    public void finish(KnownCall call) {
        KeptAnswer answer = call.answer().orElseThrow();
        int _ = database.write(handle -> named(handle.createUpdate("""
                        UPDATE idempotent_calls
                        SET ends_at = :ends_at, status = :status, location = :location, etag = :etag, body = :body
                        WHERE actor_id = :actor AND key_digest = :key AND claim = :claim
                            AND (status IS NULL OR status = 0)
                        """), call)
                .bind("ends_at", call.endsAt().toEpochMilli())
                .bind("status", answer.status())
                .bind("location", answer.location().orElse(null))
                .bind("etag", answer.tag().orElse(null))
                .bind("body", answer.body())
                .execute());
    }

    @Override
    public void release(KnownCall call) {
        int _ = database.write(handle -> named(handle.createUpdate("""
                        DELETE FROM idempotent_calls
                        WHERE actor_id = :actor AND key_digest = :key AND claim = :claim AND status IS NULL
                        """), call).execute());
    }

    @Override
    public void forgetEnded(Instant now) {
        int _ = database.write(handle -> handle.createUpdate("DELETE FROM idempotent_calls WHERE ends_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute());
    }

    private static <S extends SqlStatement<S>> S named(S statement, KnownCall call) {
        return statement
                .bind("actor", call.call().actor())
                .bind("key", call.call().key())
                .bind("claim", call.claim());
    }

    private static KnownCall read(ResultSet row, StatementContext context) throws SQLException {
        int status = row.getInt("status");
        Optional<KeptAnswer> answer = row.wasNull()
                ? Optional.empty()
                : Optional.of(new KeptAnswer(
                        status,
                        Optional.ofNullable(row.getString("location")),
                        Optional.ofNullable(row.getString("etag")),
                        row.getString("body")));
        return new KnownCall(
                new RepeatableCall(
                        row.getString("actor_id"), row.getString("key_digest"), row.getString("fingerprint")),
                row.getString("claim"),
                Columns.instant(row, "ends_at"),
                answer);
    }
}
