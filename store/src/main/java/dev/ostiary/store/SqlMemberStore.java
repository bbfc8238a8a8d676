package dev.ostiary.store;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.member.MemberStore;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Who is a member where, in a table between accounts and organizations.
final class SqlMemberStore implements MemberStore {
    private static final String SELECT = """
            SELECT * FROM (
                SELECT account_id AS id, organization_id, account_id, role, since_at, since_by, email, name, terms, is_operator,
                    created_at AS account_created_at, disabled_at
                FROM members
                JOIN accounts ON accounts.id = members.account_id
            ) AS found
            WHERE organization_id = :organization
            """;

    private final Database database;
    private final OwnedRows<Member> rows;

    SqlMemberStore(Database database) {
        this.database = database;
        this.rows = new OwnedRows<>(
                database,
                SELECT,
                SqlMemberStore::read,
                found -> found.account().id().value());
    }

    @Override
    public void insert(Member member) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO members (organization_id, account_id, role, since_at, since_by)
                        VALUES (:organization, :account, :role, :since_at, :since_by)
                        """)
                .bind("organization", member.organization().value())
                .bind("account", member.account().id().value())
                .bind("role", member.role().text())
                .bind("since_at", member.since().at().toEpochMilli())
                .bind("since_by", member.since().by())
                .execute());
    }

    @Override
    public void update(Member member) {
        database.write(handle -> handle.createUpdate(
                        "UPDATE members SET role = :role WHERE organization_id = :organization AND account_id = :account")
                .bind("organization", member.organization().value())
                .bind("account", member.account().id().value())
                .bind("role", member.role().text())
                .execute());
    }

    @Override
    public void delete(OrganizationId organization, AccountId account) {
        database.write(handle -> handle.createUpdate(
                        "DELETE FROM members WHERE organization_id = :organization AND account_id = :account")
                .bind("organization", organization.value())
                .bind("account", account.value())
                .execute());
    }

    @Override
    public Optional<Member> find(OrganizationId organization, AccountId account) {
        return rows.find(organization, "id", account);
    }

    @Override
    public int count(OrganizationId organization, Role role) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*)
                        FROM members
                        JOIN accounts ON accounts.id = members.account_id
                        WHERE organization_id = :organization AND role = :role AND disabled_at IS NULL
                        """)
                .bind("organization", organization.value())
                .bind("role", role.text())
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public Map<OrganizationId, Role> rolesOf(AccountId account) {
        return database.read(handle -> handle.createQuery("""
                        SELECT organization_id, role
                        FROM members
                        JOIN organizations ON organizations.id = members.organization_id
                        WHERE account_id = :account AND deleted_at IS NULL
                        """)
                .bind("account", account.value())
                .reduceRows(new HashMap<>(), (roles, row) -> {
                    roles.put(
                            new OrganizationId(row.getColumn("organization_id", String.class)),
                            role(row.getColumn("role", String.class)));
                    return roles;
                }));
    }

    @Override
    public Page<Member> list(OrganizationId organization, NamedListing listing) {
        return rows.list(organization, listing);
    }

    private static Member read(ResultSet row, StatementContext context) throws SQLException {
        return new Member(
                new OrganizationId(row.getString("organization_id")),
                SqlAccountStore.read(row, context),
                role(row.getString("role")),
                new Stamp(Columns.instant(row, "since_at"), row.getString("since_by")));
    }

    /// The role of that text, which must be one.
    static Role role(String text) {
        return Role.parse(text).orElseThrow(Lines::unreadable);
    }
}
