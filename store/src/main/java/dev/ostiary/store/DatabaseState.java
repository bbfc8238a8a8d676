package dev.ostiary.store;

import java.util.Optional;

/// What was found in a database before anything was written to it.
///
/// @param schemaVersion the number of the newest migration in it; 0 for a database that is empty or not there yet
/// @param masterKeyCheck the check value of the master key it belongs to; empty when it belongs to none yet
public record DatabaseState(int schemaVersion, Optional<String> masterKeyCheck) {
    /// A database without a table.
    static final DatabaseState EMPTY = new DatabaseState(0, Optional.empty());

    /// Whether this program has never written to it.
    public boolean isEmpty() {
        return schemaVersion == 0;
    }

    /// Whether this program would have to make or change tables before it can work with it.
    public boolean isOutdated() {
        return schemaVersion < Schema.VERSION;
    }
}
