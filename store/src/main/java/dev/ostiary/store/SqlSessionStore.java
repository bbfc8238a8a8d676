package dev.ostiary.store;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.SessionId;
import dev.ostiary.core.signin.Session;
import dev.ostiary.core.signin.SessionStore;
import dev.ostiary.core.signin.SignInMethod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Sessions. Ending one deletes its row.
final class SqlSessionStore implements SessionStore {
    private static final String SELECT =
            "SELECT id, account_id, token_hash, method, created_at, seen_at, address, user_agent FROM sessions ";

    private final Database database;

    SqlSessionStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Session session) {
        int _ = database.write(handle -> handle.createUpdate("""
                        INSERT INTO sessions (id, account_id, token_hash, method, created_at, seen_at, address, user_agent)
                        VALUES (:id, :account, :token, :method, :created_at, :seen_at, :address, :user_agent)
                        """)
                .bind("id", session.id().value())
                .bind("account", session.account().value())
                .bind("token", session.token().hex())
                .bind("method", session.method().text())
                .bind("created_at", session.createdAt().toEpochMilli())
                .bind("seen_at", session.seenAt().toEpochMilli())
                .bind("address", session.address())
                .bind("user_agent", session.userAgent())
                .execute());
    }

    @Override
    public Optional<Session> findByToken(LinkToken.Hash token) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE token_hash = :token")
                .bind("token", token.hex())
                .map(SqlSessionStore::read)
                .findOne());
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE id = :id")
                .bind("id", id.value())
                .map(SqlSessionStore::read)
                .findOne());
    }

    @Override
    public void markSeen(SessionId id, Instant at) {
        int _ = database.write(
                handle -> handle.createUpdate("UPDATE sessions SET seen_at = :at WHERE id = :id AND seen_at < :at")
                        .bind("id", id.value())
                        .bind("at", at.toEpochMilli())
                        .execute());
    }

    @Override
    public List<Session> list(AccountId account) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE account_id = :account ORDER BY id DESC")
                .bind("account", account.value())
                .map(SqlSessionStore::read)
                .list());
    }

    @Override
    public boolean delete(AccountId account, SessionId id) {
        return database.write(
                        handle -> handle.createUpdate("DELETE FROM sessions WHERE account_id = :account AND id = :id")
                                .bind("account", account.value())
                                .bind("id", id.value())
                                .execute())
                > 0;
    }

    @Override
    public int deleteAll(AccountId account, Optional<SessionId> but) {
        return database.write(
                handle -> handle.createUpdate("DELETE FROM sessions WHERE account_id = :account AND id <> :but")
                        .bind("account", account.value())
                        .bind("but", but.map(SessionId::value).orElse(""))
                        .execute());
    }

    @Override
    public void forget(Instant seenBefore, Instant createdBefore) {
        int _ = database.write(
                handle -> handle.createUpdate("DELETE FROM sessions WHERE seen_at < :seen OR created_at < :created")
                        .bind("seen", seenBefore.toEpochMilli())
                        .bind("created", createdBefore.toEpochMilli())
                        .execute());
    }

    private static Session read(ResultSet row, StatementContext context) throws SQLException {
        return new Session(
                new SessionId(row.getString("id")),
                new AccountId(row.getString("account_id")),
                new LinkToken.Hash(row.getString("token_hash")),
                SignInMethod.parse(row.getString("method")).orElseThrow(Lines::unreadable),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "seen_at"),
                row.getString("address"),
                row.getString("user_agent"));
    }
}
