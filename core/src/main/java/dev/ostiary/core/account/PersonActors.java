package dev.ostiary.core.account;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.id.AccountId;
import java.util.Optional;

/// Tells what a person may do now. Asked for every request and never remembered, so that a lost role, a removal and a
/// disabled account hold at once.
public interface PersonActors {
    /// The actor that the account is right now; empty when it is unknown or disabled.
    ///
    /// @throws dev.ostiary.core.problem.StoreException when the store cannot be asked
    Optional<Actor> find(AccountId id);
}
