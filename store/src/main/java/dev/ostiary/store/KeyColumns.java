package dev.ostiary.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.KeyRow;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The columns of keys that nodes keep, in the order of [KeyRow.Column], and what is read of them. By position: a
/// million times over that is worth it.
final class KeyColumns {
    /// How many there are of [KeyRow.Column].
    static final int COUNT = KeyRow.Column.values().length;

    /// The query; more conditions may follow. Deleted organizations are few and keys are many, so the former are
    /// what is looked up.
    static final String SELECT = """
            SELECT id, digest, public_id, name, organization_id, agent_id, environment_id, route_ids, labels, scopes,
                   domains, addresses, limits, metered, revoked_at IS NOT NULL, disabled_at IS NOT NULL, expires_at
            FROM api_keys
            WHERE deleted_at IS NULL
              AND organization_id NOT IN (SELECT id FROM organizations WHERE deleted_at IS NOT NULL)
            """;

    private static final KeyRow.Column[] COLUMNS = KeyRow.Column.values();
    private static final int REVOKED = COUNT + 1;
    private static final int DISABLED = COUNT + 2;
    private static final int EXPIRES = COUNT + 3;

    private KeyColumns() {}

    /// A key, on its own.
    static KeyRow row(ResultSet from) throws SQLException {
        KeyRow row = new KeyRow();
        for (KeyRow.Column column : COLUMNS) {
            int position = column.position() + 1;
            String text = column == KeyRow.Column.DIGEST ? null : from.getString(position);
            if (text != null) {
                row.put(column, text.getBytes(UTF_8));
            }
        }
        row.put(KeyRow.Column.DIGEST, from.getBytes(KeyRow.Column.DIGEST.position() + 1));
        readState(from, row);
        return row;
    }

    /// Whether and until when a key is of use.
    static void readState(ResultSet from, KeyRow row) throws SQLException {
        boolean isRevoked = from.getBoolean(REVOKED);
        boolean isDisabled = from.getBoolean(DISABLED);
        long expiresAt = from.getLong(EXPIRES);
        row.state(isRevoked, isDisabled, from.wasNull() ? KeyEntry.NEVER : expiresAt);
    }
}
