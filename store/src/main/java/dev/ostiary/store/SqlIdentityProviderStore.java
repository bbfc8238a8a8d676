package dev.ostiary.store;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.identity.IdentityProvider;
import dev.ostiary.core.identity.IdentityProviderStore;
import dev.ostiary.core.identity.ProviderSettings;
import dev.ostiary.core.vault.SealedSecret;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// Identity providers, their client secrets encrypted.
final class SqlIdentityProviderStore implements IdentityProviderStore {
    private static final String SELECT = """
            SELECT id, name, issuer, client_id, generation, ciphertext, domains, links_accounts, organization_id, role,
                   created_at, created_by, changed_at, changed_by
            FROM identity_providers
            """;

    private final Database database;

    SqlIdentityProviderStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(IdentityProvider provider) {
        int _ = database.write(handle -> bind(provider, handle.createUpdate("""
                                INSERT INTO identity_providers (id, name, issuer, client_id, generation, ciphertext, domains,
                                    links_accounts, organization_id, role, created_at, created_by, changed_at, changed_by)
                                VALUES (:id, :name, :issuer, :client_id, :generation, :ciphertext, :domains,
                                    :links_accounts, :organization, :role, :created_at, :created_by, :changed_at, :changed_by)
                                """))
                .bind("created_at", provider.created().at().toEpochMilli())
                .bind("created_by", provider.created().by())
                .execute());
    }

    @Override
    public void update(IdentityProvider provider) {
        int _ = database.write(
                handle -> bind(provider, handle.createUpdate("""
                                UPDATE identity_providers
                                SET name = :name, issuer = :issuer, client_id = :client_id, generation = :generation,
                                    ciphertext = :ciphertext, domains = :domains, links_accounts = :links_accounts,
                                    organization_id = :organization, role = :role,
                                    changed_at = :changed_at, changed_by = :changed_by
                                WHERE id = :id
                                """)).execute());
    }

    private static <S extends SqlStatement<S>> S bind(IdentityProvider provider, S statement) {
        ProviderSettings settings = provider.settings();
        return statement
                .bind("id", provider.id().value())
                .bind("name", settings.name().value())
                .bind("issuer", settings.issuer().toString())
                .bind("client_id", settings.clientId())
                .bind("generation", provider.clientSecret().generation())
                .bind("ciphertext", provider.clientSecret().ciphertext())
                .bind("domains", Lines.write(settings.domains()))
                .bind("links_accounts", settings.linksAccounts())
                .bind("organization", Columns.text(settings.newMember().map(ProviderSettings.Membership::organization)))
                .bind(
                        "role",
                        Columns.text(
                                settings.newMember().map(member -> member.role().text())))
                .bind("changed_at", provider.changed().at().toEpochMilli())
                .bind("changed_by", provider.changed().by());
    }

    @Override
    public void delete(IdentityProviderId id) {
        for (String sql : List.of(
                "DELETE FROM identities WHERE provider_id = :id", "DELETE FROM identity_providers WHERE id = :id")) {
            int _ = database.write(
                    handle -> handle.createUpdate(sql).bind("id", id.value()).execute());
        }
    }

    @Override
    public Optional<IdentityProvider> find(IdentityProviderId id) {
        return one(SELECT + "WHERE id = :id", id);
    }

    @Override
    public Optional<IdentityProvider> lock(IdentityProviderId id) {
        return one(SELECT + "WHERE id = :id" + database.holdRows(), id);
    }

    private Optional<IdentityProvider> one(String sql, IdentityProviderId id) {
        return database.read(handle -> handle.createQuery(sql)
                .bind("id", id.value())
                .map(SqlIdentityProviderStore::read)
                .findOne());
    }

    @Override
    public List<IdentityProvider> list() {
        return database.read(handle -> handle.createQuery(SELECT + "ORDER BY id")
                .map(SqlIdentityProviderStore::read)
                .list());
    }

    private static IdentityProvider read(ResultSet row, StatementContext context) throws SQLException {
        Optional<OrganizationId> organization = Columns.optional(row, "organization_id", OrganizationId::new);
        Optional<Role> role =
                Columns.optional(row, "role", text -> Role.parse(text).orElseThrow(Lines::unreadable));
        return new IdentityProvider(
                new IdentityProviderId(row.getString("id")),
                new ProviderSettings(
                        new DisplayName(row.getString("name")),
                        URI.create(row.getString("issuer")),
                        row.getString("client_id"),
                        Lines.read(row.getString("domains"), Optional::of),
                        row.getBoolean("links_accounts"),
                        organization.map(
                                id -> new ProviderSettings.Membership(id, role.orElseThrow(Lines::unreadable)))),
                new SealedSecret(row.getInt("generation"), row.getString("ciphertext")),
                new Stamp(Columns.instant(row, "created_at"), row.getString("created_by")),
                new Stamp(Columns.instant(row, "changed_at"), row.getString("changed_by")));
    }
}
