package dev.ostiary.store;

import dev.ostiary.core.authority.Guards;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Guards, as the [Dialect] has them.
final class SqlGuards implements Guards {
    private final Database database;

    SqlGuards(Database database) {
        this.database = database;
    }

    @Override
    public void hold(Set<String> shared, Set<String> alone) {
        SortedMap<String, Boolean> guards = new TreeMap<>();
        shared.forEach(guard -> guards.put(guard, false));
        alone.forEach(guard -> guards.put(guard, true));
        if (guards.isEmpty()) {
            return;
        }
        database.requireRunning();
        Object _ = database.read(handle -> {
            database.dialect().holdGuards(handle, guards);
            return guards;
        });
    }
}
