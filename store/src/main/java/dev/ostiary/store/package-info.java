/// The ports of `core` on SQLite and PostgreSQL, and the change feed.
///
/// One class a port (`SqlKeyStore`), written once, in SQL that both databases take. All of them ask and change by
/// way of [Database], which knows the transaction of the running thread and is the only place where failures are
/// translated. What differs between the databases is in [Dialect], in the migrations under `db/migration`, and in
/// how one is looked at and connected to: [SqliteFile] and [PostgresServer].
@NullMarked
package dev.ostiary.store;

import org.jspecify.annotations.NullMarked;
