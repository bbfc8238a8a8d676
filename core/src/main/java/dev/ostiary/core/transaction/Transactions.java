package dev.ostiary.core.transaction;

import java.util.function.Supplier;

/// Runs work whole or not at all. Stores called inside the work, on the same thread, take part in its transaction; a
/// nested call joins the outer one. An exception out of the work rolls everything back.
public interface Transactions {
    /// Runs the work in a transaction and commits it.
    ///
    /// @throws dev.ostiary.core.problem.StoreException when the store fails; nothing was changed then
    <T> T inTransaction(Supplier<T> work);
}
