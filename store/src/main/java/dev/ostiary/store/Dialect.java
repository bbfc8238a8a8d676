package dev.ostiary.store;

import dev.ostiary.core.access.KeySink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What differs between the databases beside the schema's types. Everything else is SQL that both take.
interface Dialect {
    /// Stands at the end of a query whose rows are to be held until the transaction ends.
    String holdRows();

    /// Waits for guards, in their order, and has them until the transaction ends.
    ///
    /// @param guards their names, and whether each is to be had alone
    void holdGuards(Handle handle, SortedMap<String, Boolean> guards);

    /// Called first in a transaction that reads only, all of it as of one moment.
    void holdMoment(Handle handle);

    /// The rule that the failed statement broke; empty for every other failure.
    Optional<UniqueRule> brokenRule(SQLException failure);

    /// Gives every key to the sink, in the fastest way the database has.
    void readKeys(Connection connection, KeySink sink) throws SQLException;

    /// A condition: the column's text holds the named value.
    String contains(String column, String value);

    /// What stands behind `FROM` for the keys, as `k`, whose identifiers the named value lists as a JSON array;
    /// each is looked up by its identifier.
    String keysAmong(String value);

    /// What stands behind `FROM` for the fields of a JSON object, none when it is null, as columns `key` and
    /// `value`.
    String fieldsOf(String json);

    /// An aggregate: the JSON object, as text, that has a field of each row.
    String objectOf(String name, String value);

    /// Joins a table to the one before it, which is read first.
    String joinInOrder();

    /// Adds rows to a table, in the fastest way the database has. Values are texts, longs, integers and bytes.
    void insertAll(Connection connection, String table, List<String> columns, List<@Nullable Object[]> rows)
            throws SQLException;

    /// Called after many rows were added to tables, in the same transaction.
    void grown(Handle handle, List<String> tables);

    /// Called last in a transaction that added changes up to that number.
    void beforeCommit(Handle handle, long seq);

    /// Called after the commit of such a transaction.
    void afterCommit();
}
