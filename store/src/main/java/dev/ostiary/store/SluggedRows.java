package dev.ostiary.store;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NameSearch;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;

/// A table of things of organizations that have a slug, a name and, where the mapper reads more, columns with
/// defaults. What is deleted stays as a row that is never answered.
final class SluggedRows<T> {
    private final Database database;
    private final String table;
    private final OwnedRows<T> rows;

    SluggedRows(Database database, String table, RowMapper<T> mapper, Function<T, String> id) {
        this.database = database;
        this.table = table;
        this.rows = new OwnedRows<>(database, """
                SELECT *
                FROM %s
                WHERE organization_id = :organization AND deleted_at IS NULL
                """.formatted(table), mapper, id);
    }

    void insert(String id, OrganizationId organization, Slug slug, DisplayName name, Instant createdAt) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO %s (id, organization_id, slug, name, terms, created_at)
                        VALUES (:id, :organization, :slug, :name, :terms, :created_at)
                        """.formatted(table))
                .bind("id", id)
                .bind("organization", organization.value())
                .bind("slug", slug.value())
                .bind("name", name.value())
                .bind("terms", terms(name, slug))
                .bind("created_at", createdAt.toEpochMilli())
                .execute());
    }

    void rename(OrganizationId organization, String id, Slug slug, DisplayName name) {
        database.write(handle -> handle.createUpdate("""
                        UPDATE %s SET name = :name, terms = :terms
                        WHERE organization_id = :organization AND id = :id AND deleted_at IS NULL
                        """.formatted(table))
                .bind("organization", organization.value())
                .bind("id", id)
                .bind("name", name.value())
                .bind("terms", terms(name, slug))
                .execute());
    }

    private static String terms(DisplayName name, Slug slug) {
        return Terms.text(NameSearch.words(name.value(), slug.value()));
    }

    void delete(OrganizationId organization, String id, Instant at) {
        database.write(handle -> handle.createUpdate("""
                        UPDATE %s SET deleted_at = :at
                        WHERE organization_id = :organization AND id = :id AND deleted_at IS NULL
                        """.formatted(table))
                .bind("organization", organization.value())
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    Optional<T> find(OrganizationId organization, Object id) {
        return rows.find(organization, "id", id);
    }

    Optional<T> lock(OrganizationId organization, Object id) {
        return rows.lock(organization, "id", id);
    }

    Optional<T> findBySlug(OrganizationId organization, Slug slug) {
        return rows.find(organization, "slug", slug);
    }

    Page<T> list(OrganizationId organization, NamedListing listing) {
        return rows.list(organization, listing);
    }
}
