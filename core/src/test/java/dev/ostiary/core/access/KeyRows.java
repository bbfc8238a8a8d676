package dev.ostiary.core.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.access.KeyRow.Column;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyLines;
import org.jspecify.annotations.Nullable;

/// Entries as rows of a table.
final class KeyRows {
    private KeyRows() {}

    static KeyRow of(KeyEntry entry) {
        KeyRow row = new KeyRow();
        row.put(Column.DIGEST, entry.digest().bytes());
        put(row, Column.ID, entry.id().value());
        put(row, Column.PUBLIC_ID, entry.publicId());
        put(row, Column.NAME, entry.name());
        put(row, Column.ORGANIZATION, entry.organization().value());
        switch (entry.binding()) {
            case KeyBinding.WholeOrganization _ -> {}
            case KeyBinding.AgentInEnvironment(var agent, var environment) -> {
                put(row, Column.AGENT, agent.value());
                put(row, Column.ENVIRONMENT, environment.value());
            }
            case KeyBinding.OwnRoutes routes -> put(row, Column.ROUTES, KeyLines.ofRoutes(routes));
        }
        put(row, Column.LABELS, KeyLines.ofLabels(entry.labels()));
        put(row, Column.SCOPES, KeyLines.ofEntries(entry.restrictions().scopes()));
        put(row, Column.DOMAINS, KeyLines.ofEntries(entry.restrictions().domains()));
        put(row, Column.ADDRESSES, KeyLines.ofEntries(entry.restrictions().addresses()));
        put(row, Column.LIMITS, KeyLines.ofLimits(entry.restrictions().limits()));
        row.state(entry.isRevoked(), entry.isDisabled(), entry.expiresAtMillis());
        return row;
    }

    private static void put(KeyRow row, Column column, @Nullable String text) {
        if (text != null) {
            row.put(column, text.getBytes(UTF_8));
        }
    }
}
