package dev.ostiary.store;

import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.InvitationId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.member.Invitation;
import dev.ostiary.core.member.InvitationStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Invitations, in a table of their own.
final class SqlInvitationStore implements InvitationStore {
    private static final String COLUMNS = """
            SELECT id, organization_id, email, role, token_hash, created_at, created_by, inviter_id, expires_at
            FROM invitations
            """;

    private final Database database;
    private final OwnedRows<Invitation> rows;

    SqlInvitationStore(Database database) {
        this.database = database;
        this.rows = new OwnedRows<>(
                database,
                COLUMNS + "WHERE organization_id = :organization\n",
                SqlInvitationStore::read,
                found -> found.id().value());
    }

    @Override
    public void put(Invitation invitation) {
        database.write(handle -> {
            int unused = handle.createUpdate(
                            "DELETE FROM invitations WHERE organization_id = :organization AND email = :email")
                    .bind("organization", invitation.organization().value())
                    .bind("email", invitation.email().value())
                    .execute();
            return handle.createUpdate("""
                            INSERT INTO invitations (id, organization_id, email, role, token_hash, created_at, created_by,
                                inviter_id, expires_at)
                            VALUES (:id, :organization, :email, :role, :token_hash, :created_at, :created_by,
                                :inviter_id, :expires_at)
                            """)
                    .bind("id", invitation.id().value())
                    .bind("organization", invitation.organization().value())
                    .bind("email", invitation.email().value())
                    .bind("role", invitation.role().text())
                    .bind("token_hash", invitation.token().hex())
                    .bind("created_at", invitation.created().at().toEpochMilli())
                    .bind("created_by", invitation.created().by())
                    .bind("inviter_id", invitation.inviter().orElse(null))
                    .bind("expires_at", invitation.expiresAt().toEpochMilli())
                    .execute();
        });
    }

    @Override
    public void delete(OrganizationId organization, InvitationId id) {
        database.write(handle -> handle.createUpdate(
                        "DELETE FROM invitations WHERE organization_id = :organization AND id = :id")
                .bind("organization", organization.value())
                .bind("id", id.value())
                .execute());
    }

    @Override
    public Optional<Invitation> find(OrganizationId organization, InvitationId id) {
        return rows.find(organization, "id", id);
    }

    @Override
    public Optional<Invitation> findByEmail(OrganizationId organization, EmailAddress email) {
        return rows.find(organization, "email", email);
    }

    @Override
    public Optional<Invitation> findByToken(LinkToken.Hash token) {
        return byToken(token, "");
    }

    @Override
    public Optional<Invitation> lockByToken(LinkToken.Hash token) {
        return byToken(token, database.holdRows());
    }

    private Optional<Invitation> byToken(LinkToken.Hash token, String end) {
        String sql = COLUMNS + """
                WHERE token_hash = :token_hash
                    AND organization_id IN (SELECT id FROM organizations WHERE deleted_at IS NULL)
                """ + end;
        return database.read(handle -> handle.createQuery(sql)
                .bind("token_hash", token.hex())
                .map(SqlInvitationStore::read)
                .findOne());
    }

    @Override
    public List<Invitation> lockBy(OrganizationId organization, String inviter) {
        String sql = COLUMNS + "WHERE organization_id = :organization AND inviter_id = :inviter ORDER BY id"
                + database.holdRows();
        return database.read(handle -> handle.createQuery(sql)
                .bind("organization", organization.value())
                .bind("inviter", inviter)
                .map(SqlInvitationStore::read)
                .list());
    }

    @Override
    public Page<Invitation> list(OrganizationId organization, PageRequest page) {
        return rows.list(organization, page);
    }

    private static Invitation read(ResultSet row, StatementContext context) throws SQLException {
        return new Invitation(
                new InvitationId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new EmailAddress(row.getString("email")),
                SqlMemberStore.role(row.getString("role")),
                new LinkToken.Hash(row.getString("token_hash")),
                new Stamp(Columns.instant(row, "created_at"), row.getString("created_by")),
                Columns.optional(row, "inviter_id", inviter -> inviter),
                Columns.instant(row, "expires_at"));
    }
}
