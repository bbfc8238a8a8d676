package dev.ostiary.core.standing;

import dev.ostiary.core.account.PersonActors;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.authority.Proof;
import dev.ostiary.core.authority.Standing;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.idempotency.DoneCalls;
import dev.ostiary.core.management.KeyRights;
import dev.ostiary.core.management.ManagementKeyStore;
import dev.ostiary.core.member.MemberActors;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.signin.SessionStore;
import dev.ostiary.core.store.Store;
import java.time.Clock;
import java.time.Instant;

/// Looks up what proofs give now: the session and its account, or the management key with all that it hangs on.
public final class StoredStanding implements Standing {
    private final SessionStore sessions;
    private final PersonActors persons;
    private final ManagementKeyStore keys;
    private final KeyRights rights;
    private final Clock clock;

    private StoredStanding(Store store, Clock clock) {
        this.sessions = store.signIn().sessions();
        this.persons = new MemberActors(store.accounts(), store.members());
        this.keys = store.managementKeys();
        this.rights = new KeyRights(keys, persons);
        this.clock = clock;
    }

    /// The transactions of that store.
    public static ActorTransactions transactions(Store store, Clock clock) {
        return new ActorTransactions(
                store.transactions(),
                store.guards(),
                new StoredStanding(store, clock),
                new DoneCalls(store.idempotency(), clock));
    }

    @Override
    public Grants of(Proof proof) {
        Instant now = clock.instant();
        return switch (proof) {
            case Proof.OfSession(var id, var account) ->
                sessions.find(id)
                        .filter(session -> session.account().equals(account) && session.isActive(now))
                        .flatMap(_ -> persons.find(account))
                        .map(Actor::grants)
                        .orElseThrow(() -> new RefusedException(ProblemCode.SESSION_ENDED));
            case Proof.OfManagementKey(var id, var _) ->
                keys.find(id)
                        .flatMap(key -> rights.of(key, now))
                        .map(KeyRights.Right::grants)
                        .orElseThrow(() -> new RefusedException(ProblemCode.CREDENTIAL_INVALID));
        };
    }
}
