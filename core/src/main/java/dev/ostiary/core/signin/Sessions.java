package dev.ostiary.core.signin;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.SessionId;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Opens sessions, finds them by their tokens and ends them. Nothing of a session is remembered between requests, so
/// what ends it ends it at once, on every node. Thread safe.
public final class Sessions {
    /// How exactly it is known when a session was last used: a write for every request would be too many.
    private static final Duration SEEN_STEP = Duration.ofMinutes(1);

    private final ActorTransactions transactions;
    private final SessionStore sessions;
    private final AccountStore accounts;
    private final InstallationTrail trail;
    private final Randomness randomness;

    public Sessions(
            ActorTransactions transactions,
            SessionStore sessions,
            AccountStore accounts,
            InstallationTrail trail,
            Randomness randomness) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.accounts = accounts;
        this.trail = trail;
        this.randomness = randomness;
    }

    /// The actor that a person is in the trail while signing in, when nothing is granted yet.
    public static Actor person(Account account, AuditSource from) {
        Grants nothing = new Grants(Set.of(), Map.of());
        return new Actor(Actor.Kind.PERSON, account.id().value(), account.name().value(), nothing, Optional.of(from));
    }

    /// Opens a session, always a new one with a new token (W06), in the running transaction, and writes that down.
    public OpenedSession open(Account account, SignInMethod method, AuditSource from) {
        Instant now = trail.now();
        sessions.forget(now.minus(Session.IDLE), now.minus(Session.LIFE));
        LinkToken token = LinkToken.generate(randomness);
        Session session =
                Session.open(SessionId.create(randomness, now), account.id(), token.hash(), method, from, now);
        sessions.insert(session);
        trail.append(
                person(account, from),
                AuditAction.ACCOUNT_SIGNED_IN,
                account.id().value(),
                account.email().value(),
                AuditChanges.made(
                        Map.of("method", method.text(), "session", session.id().value())));
        return new OpenedSession(account, session, token.secret());
    }

    /// Refuses what must not be done by a session that somebody may have taken over since it was opened.
    ///
    /// @throws RefusedException `session.too-old`
    public void requireFresh(Session session) {
        if (!session.isFresh(trail.now())) {
            throw new RefusedException(ProblemCode.SESSION_TOO_OLD);
        }
    }

    /// The session of a cookie, when it is still taken.
    public Optional<Session> find(String token) {
        Instant now = trail.now();
        return sessions.findByToken(LinkToken.Hash.of(token))
                .filter(session -> session.isActive(now))
                .map(session -> seen(session, now));
    }

    private Session seen(Session session, Instant now) {
        if (now.isBefore(session.seenAt().plus(SEEN_STEP))) {
            return session;
        }
        sessions.markSeen(session.id(), now);
        return session.seen(now);
    }

    /// The account's sessions that are still taken, newest first.
    public List<Session> list(AccountId account) {
        Instant now = trail.now();
        return sessions.list(account).stream()
                .filter(session -> session.isActive(now))
                .toList();
    }

    /// Ends the session that the actor speaks by.
    public void signOut(Actor actor, Session session) {
        transactions.ending(Set.of(session.account().value()), actor, present -> {
            if (sessions.delete(session.account(), session.id())) {
                ended(
                        present,
                        session.account(),
                        AuditAction.ACCOUNT_SIGNED_OUT,
                        session.id().value());
            }
            return session;
        });
    }

    /// Ends a session of an account.
    ///
    /// @throws RefusedException `resource.not-found`
    public void end(Actor actor, AccountId account, SessionId id) {
        transactions.ending(Set.of(account.value()), actor, present -> {
            if (!sessions.delete(account, id)) {
                throw RefusedException.notFound();
            }
            ended(present, account, AuditAction.ACCOUNT_SESSIONS_ENDED, id.value());
            return id;
        });
    }

    /// Ends all sessions of an account, but for one that may go on.
    ///
    /// @return how many that were
    public int endAll(Actor actor, AccountId account, Optional<SessionId> but) {
        return transactions.ending(Set.of(account.value()), actor, present -> endAllIn(present, account, but));
    }

    /// The same in the running transaction, which is one that ends what the account may do.
    public int endAllIn(Actor actor, AccountId account, Optional<SessionId> but) {
        int count = sessions.deleteAll(account, but);
        if (count > 0) {
            ended(actor, account, AuditAction.ACCOUNT_SESSIONS_ENDED, Integer.toString(count));
        }
        return count;
    }

    /// Ends all sessions of an account, as a part of what else ends.
    void endAll(ChangeScope scope, Account account) {
        int count = sessions.deleteAll(account.id(), Optional.empty());
        if (count > 0) {
            scope.audit(
                    Optional.empty(),
                    AuditAction.ACCOUNT_SESSIONS_ENDED,
                    account.id().value(),
                    account.email().value(),
                    AuditChanges.removed(Map.of("sessions", Integer.toString(count))));
        }
    }

    private void ended(Actor actor, AccountId account, AuditAction action, String which) {
        String name = accounts.find(account).map(whose -> whose.email().value()).orElse(account.value());
        trail.append(actor, action, account.value(), name, AuditChanges.removed(Map.of("sessions", which)));
    }
}
