package dev.ostiary.core.change;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Guards;
import dev.ostiary.core.authority.Proof;
import dev.ostiary.core.authority.Standing;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.idempotency.DoneCalls;
import dev.ostiary.core.transaction.Transactions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Transactions in which an actor changes something. What the actor may do is looked up inside, and stays so to the
/// end: no change is committed after the call that ended its maker's right was answered (W06, I04).
public final class ActorTransactions implements Transactions {
    private final Transactions transactions;
    private final Guards guards;
    private final Standing standing;
    private final DoneCalls calls;

    public ActorTransactions(Transactions transactions, Guards guards, Standing standing, DoneCalls calls) {
        this.transactions = transactions;
        this.guards = guards;
        this.standing = standing;
        this.calls = calls;
    }

    /// Runs what is nobody's doing but the installation's own, or a part of what an actor does.
    @Override
    public <T> T inTransaction(Supplier<T> work) {
        return transactions.inTransaction(work);
    }

    /// Runs an actor's work, which is handed the actor with what it may do now.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `session.ended`; `credential.invalid`
    public <T> T by(Actor actor, Function<Actor, T> work) {
        return ending(Set.of(), actor, work);
    }

    /// The same for work that ends what others may do, or the actor itself.
    ///
    /// @param ended the identifiers of the accounts or management keys
    public <T> T ending(Set<String> ended, Actor actor, Function<Actor, T> work) {
        return within(Optional.empty(), ended, actor, work);
    }

    /// The same for work in an organization, which does not end meanwhile, unless it is what ends.
    ///
    /// @param ended the identifiers of the accounts, management keys or organizations
    public <T> T within(
            Optional<OrganizationId> organization, Set<String> ended, Actor actor, Function<Actor, T> work) {
        Set<String> shared = new HashSet<>(actor.proof().map(Proof::principals).orElse(Set.of()));
        organization.map(OrganizationId::value).ifPresent(shared::add);
        return transactions.inTransaction(() -> {
            guards.hold(shared, ended);
            T done = work.apply(
                    actor.proof().map(proof -> actor.with(standing.of(proof))).orElse(actor));
            calls.mark(actor);
            return done;
        });
    }
}
