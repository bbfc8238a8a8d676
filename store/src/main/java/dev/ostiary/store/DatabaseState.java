package dev.ostiary.store;

import java.util.Map;

/// What was found in a database before anything was written to it.
///
/// @param schemaVersion the number of the newest migration in it; 0 for a database that is empty or not there yet
/// @param masterKeyChecks the check values of the master keys it needs, by generation; empty when it belongs to
/// none yet
public record DatabaseState(int schemaVersion, Map<Integer, String> masterKeyChecks) {
    /// A database without a table.
    static final DatabaseState EMPTY = new DatabaseState(0, Map.of());

    public DatabaseState {
        masterKeyChecks = Map.copyOf(masterKeyChecks);
    }

    /// Whether this program has never written to it.
    public boolean isEmpty() {
        return schemaVersion == 0;
    }

    /// Whether this program would have to make or change tables before it can work with it.
    public boolean isOutdated() {
        return schemaVersion < Schema.VERSION;
    }
}
