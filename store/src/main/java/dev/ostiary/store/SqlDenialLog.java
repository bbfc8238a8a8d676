package dev.ostiary.store;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.denial.DenialLog;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// Denials, in a table of their own.
final class SqlDenialLog implements DenialLog {
    private final Database database;

    SqlDenialLog(Database database) {
        this.database = database;
    }

    @Override
    public void append(List<Denial> denials) {
        if (denials.isEmpty()) {
            return;
        }
        int[] _ = database.write(handle -> {
            PreparedBatch rows = handle.prepareBatch("""
                    INSERT INTO denials (organization_id, request_id, at, route, method, reason, key_id, address)
                    VALUES (:organization, :request, :at, :route, :method, :reason, :key, :address)
                    ON CONFLICT DO NOTHING
                    """);
            for (Denial denial : denials) {
                rows.bind("organization", denial.organization().value())
                        .bind("request", denial.requestId())
                        .bind("at", denial.at().toEpochMilli())
                        .bind("route", denial.route())
                        .bind("method", denial.method())
                        .bind("reason", denial.reason().name())
                        .bind("key", Columns.text(denial.key()))
                        .bind("address", denial.address())
                        .add();
            }
            return rows.execute();
        });
    }

    @Override
    public Optional<Denial> find(OrganizationId organization, String requestId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT organization_id, request_id, at, route, method, reason, key_id, address
                        FROM denials
                        WHERE organization_id = :organization AND request_id = :request
                        """)
                .bind("organization", organization.value())
                .bind("request", requestId)
                .map(SqlDenialLog::read)
                .findOne());
    }

    @Override
    public Page<Denial> list(OrganizationId organization, KeyId key, PageRequest page) {
        return database.read(handle -> Page.of(
                handle.createQuery("""
                        SELECT organization_id, request_id, at, route, method, reason, key_id, address
                        FROM denials
                        WHERE organization_id = :organization AND key_id = :key AND request_id < :before
                        ORDER BY request_id DESC
                        LIMIT :limit
                        """)
                        .bind("organization", organization.value())
                        .bind("key", key.value())
                        .bind("before", page.cursor().map(Listing::position).orElse(Listing.END))
                        .bind("limit", page.limit() + 1)
                        .map(SqlDenialLog::read)
                        .list(),
                page,
                Denial::requestId));
    }

    @Override
    public void forgetBefore(Instant instant) {
        int _ = database.write(handle -> handle.createUpdate("DELETE FROM denials WHERE at < :instant")
                .bind("instant", instant.toEpochMilli())
                .execute());
    }

    private static Denial read(ResultSet row, StatementContext context) throws SQLException {
        return new Denial(
                row.getString("request_id"),
                Columns.instant(row, "at"),
                new OrganizationId(row.getString("organization_id")),
                row.getString("route"),
                row.getString("method"),
                DenialReason.valueOf(row.getString("reason")),
                Columns.optional(row, "key_id", KeyId::new),
                row.getString("address"));
    }
}
