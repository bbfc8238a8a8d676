package dev.ostiary.store;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// Accounts, in a table of their own.
final class SqlAccountStore implements AccountStore {
    private static final String SELECT =
            "SELECT id AS account_id, email, name, terms, is_operator, created_at AS account_created_at, disabled_at FROM accounts"
                    + " WHERE TRUE";

    private final Database database;

    SqlAccountStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Account account) {
        database.write(handle -> bind(account, handle.createUpdate("""
                        INSERT INTO accounts (id, email, name, terms, is_operator, created_at, disabled_at)
                        VALUES (:id, :email, :name, :terms, :operator, :created_at, :disabled_at)
                        """))
                .bind("created_at", account.createdAt().toEpochMilli())
                .execute());
    }

    @Override
    public void update(Account account) {
        database.write(handle -> bind(account, handle.createUpdate("""
                        UPDATE accounts
                        SET email = :email, name = :name, terms = :terms, is_operator = :operator, disabled_at = :disabled_at
                        WHERE id = :id
                        """)).execute());
    }

    private static <S extends SqlStatement<S>> S bind(Account account, S statement) {
        return statement
                .bind("id", account.id().value())
                .bind("email", account.email().value())
                .bind("name", account.name().value())
                .bind("terms", Terms.text(account.words()))
                .bind("operator", account.isOperator())
                .bind("disabled_at", Columns.millis(account.disabledAt()));
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return one("id", id.value(), "");
    }

    @Override
    public Optional<Account> findByEmail(EmailAddress email) {
        return one("email", email.value(), "");
    }

    @Override
    public Optional<Account> lock(AccountId id) {
        return one("id", id.value(), database.holdRows());
    }

    private Optional<Account> one(String column, String value, String end) {
        return database.read(handle -> handle.createQuery(SELECT + " AND " + column + " = :value" + end)
                .bind("value", value)
                .map(SqlAccountStore::read)
                .findOne());
    }

    @Override
    public boolean isProven(AccountId id) {
        return database.read(
                        handle -> handle.createQuery("SELECT count(*) FROM unproven_accounts WHERE account_id = :id")
                                .bind("id", id.value())
                                .mapTo(Integer.class)
                                .one())
                == 0;
    }

    @Override
    public void setProven(AccountId id, boolean isProven) {
        String sql = isProven
                ? "DELETE FROM unproven_accounts WHERE account_id = :id"
                : "INSERT INTO unproven_accounts (account_id) VALUES (:id) ON CONFLICT (account_id) DO NOTHING";
        int _ = database.write(
                handle -> handle.createUpdate(sql).bind("id", id.value()).execute());
    }

    @Override
    public Page<Account> list(NamedListing listing) {
        return new NamedRows<>(
                        SELECT + "\n",
                        Map.of(),
                        SqlAccountStore::read,
                        found -> found.id().value())
                .page(database, listing);
    }

    /// Reads the account of a row that may hold more.
    static Account read(ResultSet row, StatementContext context) throws SQLException {
        return new Account(
                new AccountId(row.getString("account_id")),
                new EmailAddress(row.getString("email")),
                new DisplayName(row.getString("name")),
                row.getBoolean("is_operator"),
                Columns.instant(row, "account_created_at"),
                Columns.optionalInstant(row, "disabled_at"));
    }
}
