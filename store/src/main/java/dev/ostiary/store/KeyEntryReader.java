package dev.ostiary.store;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads keys as nodes keep them. Keys share the values that repeat, organizations and bindings: a million keys are
/// held for long.
/// Good for one reading, by one thread. Columns are read by position, which a million times over is worth it.
final class KeyEntryReader implements RowMapper<KeyEntry> {
    private static final KeyBinding WHOLE_ORGANIZATION = new KeyBinding.WholeOrganization();

    private final Map<String, OrganizationId> organizations = new HashMap<>();
    private final Map<String, Map<String, KeyBinding>> bindings = new HashMap<>();

    @Override
    public KeyEntry map(ResultSet row, StatementContext context) throws SQLException {
        KeyId id = new KeyId(row.getString(1));
        KeyDigest digest = KeyDigest.of(row.getBytes(2));
        String name = row.getString(3);
        OrganizationId organization = organizations.computeIfAbsent(row.getString(4), OrganizationId::new);
        KeyBinding binding = binding(row);
        boolean isRevoked = row.getBoolean(7);
        boolean isDisabled = row.getBoolean(8);
        long expiresAt = row.getLong(9);
        return new KeyEntry(
                digest,
                id,
                name,
                organization,
                binding,
                isRevoked,
                isDisabled,
                row.wasNull() ? KeyEntry.NEVER : expiresAt);
    }

    private KeyBinding binding(ResultSet row) throws SQLException {
        String agent = row.getString(5);
        String environment = row.getString(6);
        if (agent == null || environment == null) {
            return WHOLE_ORGANIZATION;
        }
        return bindings.computeIfAbsent(agent, unknown -> new HashMap<>())
                .computeIfAbsent(
                        environment,
                        unknown ->
                                new KeyBinding.AgentInEnvironment(new AgentId(agent), new EnvironmentId(environment)));
    }
}
