package dev.ostiary.store;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;

/// What is asked alike of every table whose rows are organizations': one row, one row held, a page of them.
final class OwnedRows<T> {
    private final Database database;
    private final String select;
    private final RowMapper<T> mapper;
    private final Function<T, String> id;

    /// @param select the query for all rows of `:organization`; more conditions may follow
    /// @param id the identifier of a row, by which rows sort by age
    OwnedRows(Database database, String select, RowMapper<T> mapper, Function<T, String> id) {
        this.database = database;
        this.select = select;
        this.mapper = mapper;
        this.id = id;
    }

    /// The row with that value in a column that is unique in the organization.
    Optional<T> find(OrganizationId organization, String column, Object value) {
        return one(organization, column, value, "");
    }

    /// The same, held until the running transaction ends.
    Optional<T> lock(OrganizationId organization, String column, Object value) {
        return one(organization, column, value, database.holdRows());
    }

    private Optional<T> one(OrganizationId organization, String column, Object value, String end) {
        return database.read(handle -> handle.createQuery(select + "AND " + column + " = :value" + end)
                .bind("organization", organization.value())
                .bind("value", value.toString())
                .map(mapper)
                .findOne());
    }

    /// The organization's rows that are called so, in that order. The query has `terms`.
    Page<T> list(OrganizationId organization, NamedListing listing) {
        return new NamedRows<>(select, Map.of("organization", organization.value()), mapper, id)
                .page(database, listing);
    }

    /// The organization's rows, newest first.
    Page<T> list(OrganizationId organization, PageRequest page) {
        return database.read(handle -> Listing.page(
                handle.createQuery(select + Listing.PAGE).bind("organization", organization.value()),
                page,
                mapper,
                id));
    }
}
