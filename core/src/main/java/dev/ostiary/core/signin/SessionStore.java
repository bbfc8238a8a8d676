package dev.ostiary.core.signin;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps sessions. One that ended is gone.
public interface SessionStore {
    void insert(Session session);

    /// The session of that token, whether it is still taken or not.
    Optional<Session> findByToken(LinkToken.Hash token);

    /// The session of that identifier, whether it is still taken or not.
    Optional<Session> find(SessionId id);

    /// Notes that a session was used; one that has ended meanwhile stays ended.
    void markSeen(SessionId id, Instant at);

    /// The account's sessions, newest first.
    List<Session> list(AccountId account);

    /// Ends one.
    ///
    /// @return whether the account had it
    boolean delete(AccountId account, SessionId id);

    /// Ends all of an account but one, or all.
    ///
    /// @return how many that were
    int deleteAll(AccountId account, Optional<SessionId> but);

    /// Forgets sessions that were not used since, and those that were opened before.
    void forget(Instant seenBefore, Instant createdBefore);
}
