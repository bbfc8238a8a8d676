package dev.ostiary.store;

import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditDays;
import dev.ostiary.core.credit.CreditSpending;
import dev.ostiary.core.credit.CreditStore;
import dev.ostiary.core.credit.KeySpending;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.page.Rank;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// Accounts of credits, a row each, and what was spent, a row for each key and day.
final class SqlCreditStore implements CreditStore {
    private static final String SELECT = "SELECT id, organization_id, plan_id, month, taken, granted, epoch, overdrawn"
            + " FROM credit_accounts WHERE id = :id";

    private static final String SAVE = """
            INSERT INTO credit_accounts (id, organization_id, plan_id, month, taken, granted, epoch, overdrawn)
            VALUES (:id, :organization, :plan, :month, :taken, :granted, :epoch, :overdrawn)
            ON CONFLICT (id) DO UPDATE
            SET plan_id = excluded.plan_id, month = excluded.month, taken = excluded.taken,
                granted = excluded.granted, epoch = excluded.epoch, overdrawn = excluded.overdrawn
            """;

    private static final String ADD = """
            INSERT INTO credit_spending (organization_id, key_id, day, credits)
            VALUES (:organization, :key, :day, :credits)
            ON CONFLICT (organization_id, day, key_id) DO UPDATE
            SET credits = credit_spending.credits + excluded.credits
            """;

    private static final String SPENT = "SELECT coalesce(sum(credits), 0) FROM credit_spending"
            + " WHERE organization_id = :organization AND day BETWEEN :first AND :last";

    /// Sums, then one page of them, then the names of its keys.
    private static final String LIST = """
            SELECT spent.key_id, spent.credits, k.name
            FROM (SELECT key_id, CAST(sum(credits) AS BIGINT) AS credits
                  FROM credit_spending
                  WHERE organization_id = :organization AND day BETWEEN :first AND :last
                  GROUP BY key_id) spent
            LEFT JOIN api_keys k ON k.id = spent.key_id AND k.organization_id = :organization
            WHERE spent.credits > 0
              AND (spent.credits < :credits OR spent.credits = :credits AND spent.key_id > :key)
            ORDER BY spent.credits DESC, spent.key_id
            LIMIT :limit
            """;

    private final Database database;

    SqlCreditStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<CreditAccount> find(CreditAccountId id) {
        return one(id, "");
    }

    @Override
    public Optional<CreditAccount> lock(CreditAccountId id) {
        return one(id, database.holdRows());
    }

    private Optional<CreditAccount> one(CreditAccountId id, String end) {
        return database.read(handle -> handle.createQuery(SELECT + end)
                .bind("id", id.value())
                .map(SqlCreditStore::read)
                .findOne());
    }

    @Override
    public void save(CreditAccount account) {
        database.write(handle -> handle.createUpdate(SAVE)
                .bind("id", account.id().value())
                .bind("organization", account.organization().value())
                .bind("plan", Columns.text(account.plan()))
                .bind("month", account.month())
                .bind("taken", account.taken())
                .bind("granted", account.granted())
                .bind("epoch", account.epoch())
                .bind("overdrawn", account.overdrawn())
                .execute());
    }

    @Override
    public void delete(CreditAccountId id) {
        database.write(handle -> handle.createUpdate("DELETE FROM credit_accounts WHERE id = :id")
                .bind("id", id.value())
                .execute());
    }

    /// Each row once, and in order: nodes that add to the same rows at once wait for each other and not in a
    /// circle.
    @Override
    public void addSpending(Collection<CreditSpending> batch) {
        Map<CreditSpending, Long> sums = new TreeMap<>(Comparator.comparing(
                        (CreditSpending spending) -> spending.organization().value())
                .thenComparing(CreditSpending::day)
                .thenComparing(spending -> key(spending.key())));
        for (CreditSpending spending : batch) {
            sums.merge(spending, spending.credits(), Long::sum);
        }
        if (sums.isEmpty()) {
            return;
        }
        database.write(handle -> {
            PreparedBatch rows = handle.prepareBatch(ADD);
            sums.forEach((spending, credits) -> rows.bind(
                            "organization", spending.organization().value())
                    .bind("key", key(spending.key()))
                    .bind("day", (int) spending.day().toEpochDay())
                    .bind("credits", credits)
                    .add());
            return rows.execute();
        });
    }

    private static String key(Optional<KeyId> key) {
        return key.map(KeyId::value).orElse("");
    }

    @Override
    public long spent(OrganizationId organization, CreditDays days) {
        return spent(organization, days, "%");
    }

    @Override
    public long spent(OrganizationId organization, KeyId key, CreditDays days) {
        return spent(organization, days, key.value());
    }

    private long spent(OrganizationId organization, CreditDays days, String key) {
        return database.read(handle -> handle.createQuery(SPENT + " AND (:key = '%' OR key_id = :key)")
                .bind("organization", organization.value())
                .bind("first", (int) days.first().toEpochDay())
                .bind("last", (int) days.last().toEpochDay())
                .bind("key", key)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public Page<KeySpending> list(OrganizationId organization, CreditDays days, PageRequest page) {
        Rank after = Rank.parse(page.cursor());
        return database.read(handle -> Page.of(
                handle.createQuery(LIST)
                        .bind("organization", organization.value())
                        .bind("first", (int) days.first().toEpochDay())
                        .bind("last", (int) days.last().toEpochDay())
                        .bind("credits", after.amount())
                        .bind("key", Listing.position(after.name()))
                        .bind("limit", page.limit() + 1)
                        .map(SqlCreditStore::readSpending)
                        .list(),
                page,
                spending -> spending.rank().cursor()));
    }

    private static KeySpending readSpending(ResultSet row, StatementContext context) throws SQLException {
        return new KeySpending(
                KeyId.parse(row.getString("key_id")),
                Columns.optional(row, "name", DisplayName::new),
                row.getLong("credits"));
    }

    private static CreditAccount read(ResultSet row, StatementContext context) throws SQLException {
        return new CreditAccount(
                new CreditAccountId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                Columns.optional(row, "plan_id", PlanId::new),
                row.getInt("month"),
                row.getLong("taken"),
                row.getLong("granted"),
                row.getLong("epoch"),
                row.getLong("overdrawn"));
    }
}
