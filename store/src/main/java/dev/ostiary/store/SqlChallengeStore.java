package dev.ostiary.store;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.signin.Challenge;
import dev.ostiary.core.signin.ChallengeStore;
import java.time.Instant;
import java.util.Optional;

/// What browsers were asked to answer. Taking a challenge deletes its row.
final class SqlChallengeStore implements ChallengeStore {
    private final Database database;

    SqlChallengeStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Challenge challenge) {
        int _ = database.write(handle -> handle.createUpdate("""
                        INSERT INTO sign_in_challenges (token_hash, purpose, details, expires_at)
                        VALUES (:token, :purpose, :details, :expires_at)
                        """)
                .bind("token", challenge.token().hex())
                .bind("purpose", challenge.purpose().text())
                .bind("details", challenge.details())
                .bind("expires_at", challenge.expiresAt().toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Challenge> take(LinkToken.Hash token) {
        return database.write(handle -> handle.createQuery("""
                        DELETE FROM sign_in_challenges WHERE token_hash = :token
                        RETURNING purpose, details, expires_at
                        """)
                .bind("token", token.hex())
                .map((row, _) -> new Challenge(
                        token,
                        Challenge.Purpose.parse(row.getString("purpose")).orElseThrow(Lines::unreadable),
                        row.getString("details"),
                        Columns.instant(row, "expires_at")))
                .findOne());
    }

    @Override
    public void forgetBefore(Instant expiredBefore) {
        int _ = database.write(
                handle -> handle.createUpdate("DELETE FROM sign_in_challenges WHERE expires_at < :before")
                        .bind("before", expiredBefore.toEpochMilli())
                        .execute());
    }
}
