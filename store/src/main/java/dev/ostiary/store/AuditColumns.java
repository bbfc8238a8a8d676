package dev.ostiary.store;

import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditFacts;
import dev.ostiary.core.audit.AuditHash;
import dev.ostiary.core.audit.AuditSubject;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// How chained events lie in their table. Reading takes whatever is there: who tampered with it may have written
/// anything, and it is for the verification to say so.
final class AuditColumns {
    private static final String COLUMNS =
            "chain, seq, previous_hash, hash, id, at, actor_kind, actor_id, actor_name, actor_confined_to, address,"
                    + " request_id, user_agent, action, subject_kind, subject_id, subject_name, changes";

    static final String SELECT = "SELECT " + COLUMNS + " FROM audit_events";

    static final String INSERT =
            "INSERT INTO audit_events (" + COLUMNS + ") VALUES (:" + COLUMNS.replace(", ", ", :") + ")";

    private AuditColumns() {}

    static void bind(PreparedBatch rows, AuditEntry entry) {
        AuditFacts facts = entry.facts();
        PreparedBatch _ = rows.bind("chain", entry.chain().name())
                .bind("seq", entry.seq())
                .bind("previous_hash", entry.previous().bytes())
                .bind("hash", entry.hash().bytes())
                .bind("id", facts.id())
                .bind("at", facts.at().toEpochMilli())
                .bind("actor_kind", facts.actorKind())
                .bind("actor_id", facts.actorId())
                .bind("actor_name", facts.actorName())
                .bind("actor_confined_to", facts.actorConfinedTo())
                .bind("address", facts.address())
                .bind("request_id", facts.requestId())
                .bind("user_agent", facts.userAgent())
                .bind("action", facts.action())
                .bind("subject_kind", facts.subject().kind())
                .bind("subject_id", facts.subject().id())
                .bind("subject_name", facts.subject().name())
                .bind("changes", DetailsJson.write(facts.changes()))
                .add();
    }

    static AuditEntry read(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEntry(
                new AuditChain(text(row, "chain")),
                row.getLong("seq"),
                hash(row, "previous_hash"),
                hash(row, "hash"),
                new AuditFacts(
                        text(row, "id"),
                        Columns.instant(row, "at"),
                        text(row, "actor_kind"),
                        text(row, "actor_id"),
                        text(row, "actor_name"),
                        text(row, "actor_confined_to"),
                        text(row, "address"),
                        text(row, "request_id"),
                        text(row, "user_agent"),
                        text(row, "action"),
                        new AuditSubject(text(row, "subject_kind"), text(row, "subject_id"), text(row, "subject_name")),
                        DetailsJson.readChanges(text(row, "changes"))));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static AuditHash hash(ResultSet row, String column) throws SQLException {
        byte[] hash = row.getBytes(column);
        return hash == null ? AuditHash.NONE : AuditHash.of(hash);
    }
}
