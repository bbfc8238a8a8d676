package dev.ostiary.store;

import dev.ostiary.core.access.KeySink;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.transaction.Transactions;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/// The only way to the database: runs queries and changes, in the transaction of their thread when there is one,
/// and turns the driver's failures into the domain's.
final class Database implements Transactions {
    private final ScopedValue<Unit> running;
    private final Dialect dialect;
    private final Jdbi writer;
    private final Jdbi reader;

    /// @param writer gives connections for transactions
    /// @param reader gives connections for queries outside transactions; may be the same
    Database(Dialect dialect, DataSource writer, DataSource reader) {
        this(dialect, writer::getConnection, reader::getConnection);
    }

    private Database(Dialect dialect, ConnectionFactory writer, ConnectionFactory reader) {
        this(dialect, writer, reader, ScopedValue.newInstance());
    }

    private Database(Dialect dialect, ConnectionFactory writer, ConnectionFactory reader, ScopedValue<Unit> running) {
        this.dialect = dialect;
        this.writer = jdbi(writer);
        this.reader = jdbi(reader);
        this.running = running;
    }

    /// The same database by other connections. What runs in a transaction of the one runs in it for the other.
    Database by(ConnectionFactory connections) {
        return new Database(dialect, connections, connections, running);
    }

    private static Jdbi jdbi(ConnectionFactory connections) {
        Jdbi jdbi = Jdbi.create(connections);
        // Digests are bound values: they belong in no message.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    Dialect dialect() {
        return dialect;
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        return running.isBound() ? join(running.get(), work) : begin(work);
    }

    private static <T> T join(Unit unit, Supplier<T> work) {
        boolean isDone = false;
        try {
            T result = work.get();
            isDone = true;
            return result;
        } finally {
            unit.isDoomed |= !isDone;
        }
    }

    private <T> T begin(Supplier<T> work) {
        return translating(() -> {
            try (Handle handle = writer.open()) {
                handle.begin();
                Unit unit = new Unit(handle);
                T result;
                try {
                    result = ScopedValue.where(running, unit).call(work::get);
                    commit(unit);
                } catch (Throwable failure) {
                    rollback(handle, failure);
                    throw failure;
                }
                if (unit.seq > 0) {
                    dialect.afterCommit();
                }
                return result;
            }
        });
    }

    private void commit(Unit unit) {
        if (unit.isDoomed) {
            throw new IllegalStateException("work inside a transaction failed, and its failure was swallowed");
        }
        if (unit.seq > 0) {
            dialect.beforeCommit(unit.handle, unit.seq);
        }
        unit.handle.commit();
    }

    private static void rollback(Handle handle, Throwable failure) {
        try {
            if (handle.isInTransaction()) {
                handle.rollback();
            }
        } catch (JdbiException second) {
            failure.addSuppressed(second);
        }
    }

    /// Asks, and sees what the running transaction has written.
    <T> T read(Function<Handle, T> query) {
        return translating(() -> {
            if (running.isBound()) {
                return query.apply(running.get().handle);
            }
            try (Handle handle = reader.open()) {
                return query.apply(handle);
            }
        });
    }

    /// Asks for more rows than should be in memory at once: the driver fetches them by and by, which PostgreSQL's
    /// does within a transaction only.
    private <T> T stream(Function<Handle, T> query) {
        return read(handle -> handle.inTransaction(query::apply));
    }

    /// Lets the thread's readings within be of one moment. It cannot write within.
    void atOneMoment(Runnable readings) {
        Object unused = translating(() -> {
            try (Handle handle = reader.open()) {
                return handle.inTransaction(held -> {
                    dialect.holdMoment(held);
                    Unit unit = new Unit(held);
                    // Nothing joins this: a write would be refused by the database.
                    ScopedValue.where(running, unit).run(readings);
                    return readings;
                });
            }
        });
    }

    /// Gives every key to the sink.
    void readKeys(KeySink sink) {
        Object unused = stream(handle -> {
            try {
                dialect.readKeys(handle.getConnection(), sink);
                return sink;
            } catch (SQLException failure) {
                throw new StoreException("the database failed", failure);
            }
        });
    }

    /// Changes something, in the running transaction or one of its own.
    <T> T write(Function<Handle, T> change) {
        return inTransaction(() -> translating(() -> change.apply(running.get().handle)));
    }

    /// Adds rows to a table, in the running transaction or one of its own.
    void insertAll(String table, List<String> columns, List<@Nullable Object[]> rows) {
        Object _ = write(handle -> {
            try {
                dialect.insertAll(handle.getConnection(), table, columns, rows);
                return rows;
            } catch (SQLException failure) {
                throw told(failure);
            }
        });
    }

    /// What stands at the end of a query whose rows are held until the running transaction ends.
    String holdRows() {
        requireRunning();
        return dialect.holdRows();
    }

    /// What is held outside a transaction would not be held at all: a bug.
    void requireRunning() {
        if (!running.isBound()) {
            throw new IllegalStateException("things can be held in a transaction only");
        }
    }

    /// The same for a query that may also be asked outside a transaction, where it holds nothing.
    String holdRowsIfRunning() {
        return running.isBound() ? dialect.holdRows() : "";
    }

    /// Notes that the running transaction has added a change of that number.
    void added(long seq) {
        running.get().seq = seq;
    }

    /// The one place where failures are told apart. What the work itself throws passes.
    private <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException failure) {
            if (failure.getCause() instanceof SQLException cause) {
                throw told(cause);
            }
            throw new StoreException("the database failed", failure);
        }
    }

    private RuntimeException told(SQLException failure) {
        return dialect.brokenRule(failure)
                .<RuntimeException>map(rule -> new RefusedException(rule.problem()))
                .orElseGet(() -> new StoreException("the database failed", failure));
    }

    /// A running transaction. Used by its own thread only.
    private static final class Unit {
        private final Handle handle;
        private boolean isDoomed;
        private long seq;

        Unit(Handle handle) {
            this.handle = handle;
        }
    }
}
