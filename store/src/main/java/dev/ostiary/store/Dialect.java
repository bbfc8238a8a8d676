package dev.ostiary.store;

import dev.ostiary.core.access.KeySink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What differs between the databases beside the schema's types. Everything else is SQL that both take.
interface Dialect {
    /// Stands at the end of a query whose rows are to be held until the transaction ends.
    String holdRows();

    /// The rule that the failed statement broke; empty for every other failure.
    Optional<UniqueRule> brokenRule(SQLException failure);

    /// Gives every key to the sink, in the fastest way the database has.
    void readKeys(Connection connection, KeySink sink) throws SQLException;

    /// Called last in a transaction that added changes up to that number.
    void beforeCommit(Handle handle, long seq);

    /// Called after the commit of such a transaction.
    void afterCommit();
}
