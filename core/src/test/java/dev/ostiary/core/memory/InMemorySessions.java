package dev.ostiary.core.memory;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.SessionId;
import dev.ostiary.core.signin.Session;
import dev.ostiary.core.signin.SessionStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class InMemorySessions implements SessionStore {
    private final InMemoryTransactions rows;

    InMemorySessions(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Session session) {
        rows.write(contents -> contents.signIn().sessions().put(session.id().value(), session));
    }

    @Override
    public Optional<Session> findByToken(LinkToken.Hash token) {
        return rows.read(contents -> contents.signIn().sessions().values().stream()
                .filter(session -> session.token().equals(token))
                .findFirst());
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return rows.read(
                contents -> Optional.ofNullable(contents.signIn().sessions().get(id.value())));
    }

    @Override
    public void markSeen(SessionId id, Instant at) {
        rows.write(contents -> contents.signIn()
                .sessions()
                .computeIfPresent(
                        id.value(), (_, session) -> session.seenAt().isBefore(at) ? seen(session, at) : session));
    }

    private static Session seen(Session session, Instant at) {
        return new Session(
                session.id(),
                session.account(),
                session.token(),
                session.method(),
                session.createdAt(),
                at,
                session.address(),
                session.userAgent());
    }

    @Override
    public List<Session> list(AccountId account) {
        return rows.read(contents -> contents.signIn().sessions().descendingMap().values().stream()
                .filter(session -> session.account().equals(account))
                .toList());
    }

    @Override
    public boolean delete(AccountId account, SessionId id) {
        return rows.change(contents -> contents.signIn()
                .sessions()
                .values()
                .removeIf(session ->
                        session.account().equals(account) && session.id().equals(id)));
    }

    @Override
    public int deleteAll(AccountId account, Optional<SessionId> but) {
        return rows.change(contents -> {
            int before = contents.signIn().sessions().size();
            contents.signIn()
                    .sessions()
                    .values()
                    .removeIf(session -> session.account().equals(account)
                            && !Optional.of(session.id()).equals(but));
            return before - contents.signIn().sessions().size();
        });
    }

    @Override
    public void forget(Instant seenBefore, Instant createdBefore) {
        rows.write(contents -> contents.signIn()
                .sessions()
                .values()
                .removeIf(session -> session.seenAt().isBefore(seenBefore)
                        || session.createdAt().isBefore(createdBefore)));
    }
}
