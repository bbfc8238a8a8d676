package dev.ostiary.store;

import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditFilter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a filter is in SQL.
///
/// @param sql to be added to a condition
/// @param values what its parameters stand for
record AuditConditions(String sql, Map<String, Object> values) {
    private static final List<String> TEXTS = List.of(
            "actor_id", "actor_name", "action", "subject_id", "subject_name", "address", "request_id", "user_agent");

    static AuditConditions of(AuditFilter filter) {
        StringBuilder sql = new StringBuilder();
        Map<String, Object> values = new HashMap<>();
        filter.actor().ifPresent(actor -> {
            sql.append(" AND (actor_id = :actor OR actor_name = :actor)");
            values.put("actor", actor);
        });
        filter.action().map(AuditAction::text).ifPresent(action -> {
            sql.append(" AND action = :action");
            values.put("action", action);
        });
        filter.subject().ifPresent(subject -> {
            sql.append(" AND (subject_id = :subject OR subject_name = :subject)");
            values.put("subject", subject);
        });
        filter.from().map(Instant::toEpochMilli).ifPresent(from -> {
            sql.append(" AND at >= :from");
            values.put("from", from);
        });
        filter.to().map(Instant::toEpochMilli).ifPresent(to -> {
            sql.append(" AND at < :to");
            values.put("to", to);
        });
        filter.text().ifPresent(text -> {
            sql.append(" AND (lower(changes) LIKE :quoted ESCAPE '!'");
            TEXTS.forEach(column -> sql.append(" OR lower(").append(column).append(") LIKE :text ESCAPE '!'"));
            sql.append(')');
            values.put("text", pattern(text));
            values.put("quoted", pattern(DetailsJson.quoted(text)));
        });
        return new AuditConditions(sql.toString(), values);
    }

    /// What finds a text within another, each of its characters for itself.
    static String pattern(String part) {
        return "%" + part.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
