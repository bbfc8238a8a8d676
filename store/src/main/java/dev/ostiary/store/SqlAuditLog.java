package dev.ostiary.store;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/// Audit events, in a table that is only ever added to.
final class SqlAuditLog implements AuditLog {
    private final Database database;

    SqlAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public void append(AuditEvent event) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO audit_events (id, organization_id, at, actor_kind, actor_id, actor_name, actor_confined_to,
                            action, subject, details)
                        VALUES (:id, :organization, :at, :actor_kind, :actor_id, :actor_name, :actor_confined_to,
                            :action, :subject, :details)
                        """)
                .bind("id", event.id().value())
                .bind("organization", Columns.text(event.organization()))
                .bind("at", event.at().toEpochMilli())
                .bind("actor_kind", event.actor().kind().name())
                .bind("actor_id", event.actor().id())
                .bind("actor_name", event.actor().name())
                .bind("actor_confined_to", Columns.text(event.actor().confinedTo()))
                .bind("action", event.action())
                .bind("subject", event.subject())
                .bind("details", DetailsJson.write(event.details()))
                .execute());
    }

    @Override
    public Page<AuditEvent> list(OrganizationId organization, PageRequest page) {
        String sql = """
                SELECT id, organization_id, at, actor_kind, actor_id, actor_name, actor_confined_to, action, subject, details
                FROM audit_events
                WHERE organization_id = :organization
                """;
        return database.read(handle -> Listing.page(
                handle.createQuery(sql + Listing.PAGE).bind("organization", organization.value()),
                page,
                SqlAuditLog::read,
                found -> found.id().value()));
    }

    private static AuditEvent read(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEvent(
                new AuditEventId(row.getString("id")),
                Columns.optional(row, "organization_id", OrganizationId::new),
                Columns.instant(row, "at"),
                new Actor(
                        Actor.Kind.valueOf(row.getString("actor_kind")),
                        row.getString("actor_id"),
                        row.getString("actor_name"),
                        Columns.optional(row, "actor_confined_to", OrganizationId::new)),
                row.getString("action"),
                row.getString("subject"),
                DetailsJson.read(row.getString("details")));
    }
}
