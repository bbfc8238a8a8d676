package dev.ostiary.core.change;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.random.Randomness;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// The way every change takes: one transaction with the rows, the audit event and the numbered change in it; then the
/// wait for the nodes.
public final class ChangeRecorder {
    private final ActorTransactions transactions;
    private final AuditLog audit;
    private final ChangeLog changes;
    private final ChangeBarrier barrier;
    private final Randomness randomness;
    private final Clock clock;

    public ChangeRecorder(
            ActorTransactions transactions,
            AuditLog audit,
            ChangeLog changes,
            ChangeBarrier barrier,
            Randomness randomness,
            Clock clock) {
        this.transactions = transactions;
        this.audit = audit;
        this.changes = changes;
        this.barrier = barrier;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// Does the work in one transaction and, when nodes must learn of it, waits for them.
    ///
    /// @param permission what the actor must be allowed
    /// @param organization whose things the work touches; an actor who may not see it is told that nothing is
    ///     there
    /// @throws dev.ostiary.core.problem.RefusedException `resource.not-found`; `permission.denied`
    public <T> Recorded<T> record(
            Actor actor, Permission permission, OrganizationId organization, Function<ChangeScope, T> work) {
        return record(actor, permission, Optional.of(organization), work);
    }

    /// The same for work that ends what others may do, or the actor itself.
    ///
    /// @param ended the identifiers of the accounts or management keys, or the organization's own
    public <T> Recorded<T> recordEnding(
            Set<String> ended,
            Actor actor,
            Permission permission,
            OrganizationId organization,
            Function<ChangeScope, T> work) {
        return recordEnding(ended, actor, permission, Optional.of(organization), work);
    }

    /// The same for work on a thing that may be the installation's own.
    public <T> Recorded<T> record(
            Actor actor, Permission permission, Optional<OrganizationId> organization, Function<ChangeScope, T> work) {
        return recordEnding(Set.of(), actor, permission, organization, work);
    }

    /// The same for work that ends what others may do, or the actor itself.
    public <T> Recorded<T> recordEnding(
            Set<String> ended,
            Actor actor,
            Permission permission,
            Optional<OrganizationId> organization,
            Function<ChangeScope, T> work) {
        return record(actor, within(permission, organization), organization, ended, work);
    }

    /// The same for work that takes no permission but a proof of another kind, such as the link of an invitation.
    /// The work itself must ask for it.
    public <T> Recorded<T> recordProven(Actor actor, Function<ChangeScope, T> work) {
        return record(actor, _ -> {}, Optional.empty(), Set.of(), work);
    }

    private static Consumer<Actor> within(Permission permission, Optional<OrganizationId> organization) {
        return actor -> organization.ifPresentOrElse(
                within -> actor.require(permission, within), () -> actor.require(permission));
    }

    /// Asks what the actor may do inside the transaction: what was found when the request began to arrive may have
    /// ended since.
    private <T> Recorded<T> record(
            Actor actor,
            Consumer<Actor> requirement,
            Optional<OrganizationId> organization,
            Set<String> ended,
            Function<ChangeScope, T> work) {
        requirement.accept(actor);
        Numbered<T> done = transactions.within(organization, ended, actor, present -> {
            requirement.accept(present);
            ChangeScope scope = new ChangeScope(present, now(), randomness);
            T value = work.apply(scope);
            scope.appendTo(audit);
            return new Numbered<>(value, scope.appendTo(changes));
        });
        return new Recorded<>(done.value(), await(done.seq()));
    }

    /// In whole milliseconds, as every store keeps it, so that what is answered now reads the same later.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// What is committed is done and must be answered so, a new key's secret above all, even when the store fails
    /// now.
    private Applied await(long seq) {
        try {
            return barrier.await(seq);
        } catch (StoreException unreachable) {
            return Applied.UNKNOWN;
        }
    }

    private record Numbered<T>(T value, long seq) {}
}
