package dev.ostiary.store;

import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditFacts;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.id.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.StatementContext;

/// The audit events of versions that did not chain them. They come to the beginning of their chains, in the order of
/// their identifiers, when a program first opens the database; what was done to them before that no chain can tell.
final class EarlierEvents {
    private static final int BATCH = 500;
    private static final String BEFORE = "Before";

    private final Database database;
    private final SqlAuditLog log;

    EarlierEvents(Database database, SqlAuditLog log) {
        this.database = database;
        this.log = log;
    }

    /// Chains them all, or none. Returns when they are, whichever process does it.
    void chain() {
        if (read("").isEmpty()) {
            return;
        }
        int _ = database.inTransaction(() -> {
            // Held to the end, so that one process does it and the others wait.
            int held = database.write(handle -> handle.execute("UPDATE installation SET only_row = 1"));
            List<Earlier> batch = read("");
            while (!batch.isEmpty()) {
                SortedMap<AuditChain, List<AuditFacts>> byChain = new TreeMap<>();
                for (Earlier event : batch) {
                    byChain.computeIfAbsent(event.chain(), _ -> new ArrayList<>())
                            .add(event.facts());
                }
                log.append(byChain);
                batch = read(batch.getLast().facts().id());
            }
            return held + database.write(handle -> handle.execute("DELETE FROM unchained_audit_events"));
        });
    }

    private List<Earlier> read(String after) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, organization_id, at, actor_kind, actor_id, actor_name, actor_confined_to, action, subject, details
                        FROM unchained_audit_events
                        WHERE id > :after
                        ORDER BY id
                        LIMIT :limit
                        """)
                .bind("after", after)
                .bind("limit", BATCH)
                .map(EarlierEvents::read)
                .list());
    }

    private static Earlier read(ResultSet row, StatementContext context) throws SQLException {
        String action = row.getString("action");
        Map<String, String> details = DetailsJson.read(row.getString("details"));
        return new Earlier(
                AuditChain.of(Columns.optional(row, "organization_id", OrganizationId::new)),
                new AuditFacts(
                        row.getString("id"),
                        Columns.instant(row, "at"),
                        row.getString("actor_kind").toLowerCase(Locale.ROOT).replace('_', '-'),
                        row.getString("actor_id"),
                        row.getString("actor_name"),
                        Columns.optional(row, "actor_confined_to", text -> text).orElse(""),
                        "",
                        "",
                        "",
                        action,
                        new AuditSubject(
                                action.substring(0, Math.max(0, action.indexOf('.'))),
                                row.getString("subject"),
                                details.getOrDefault("name", "")),
                        changes(details)));
    }

    /// The value before a change stood as `nameBefore` beside `name`.
    private static AuditChanges changes(Map<String, String> details) {
        Map<String, String> before = new TreeMap<>();
        Map<String, String> after = new TreeMap<>();
        details.forEach((field, value) -> {
            if (field.endsWith(BEFORE)) {
                before.put(field.substring(0, field.length() - BEFORE.length()), value);
            } else {
                after.put(field, value);
            }
        });
        return new AuditChanges(before, after);
    }

    private record Earlier(AuditChain chain, AuditFacts facts) {}
}
