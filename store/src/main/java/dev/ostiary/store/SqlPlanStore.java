package dev.ostiary.store;

import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.credit.CallKind;
import dev.ostiary.core.credit.Plan;
import dev.ostiary.core.credit.PlanStore;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/// Plans, in a table of their own.
final class SqlPlanStore implements PlanStore {
    private static final String SELECT = "SELECT id, slug, name, credits, costs, created_at FROM plans WHERE id <> ''";

    private final Database database;

    SqlPlanStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Plan plan) {
        database.write(handle -> bind(plan, handle.createUpdate("""
                        INSERT INTO plans (id, slug, name, credits, costs, created_at)
                        VALUES (:id, :slug, :name, :credits, :costs, :created_at)
                        """))
                .bind("slug", plan.slug().value())
                .bind("created_at", plan.createdAt().toEpochMilli())
                .execute());
    }

    @Override
    public void update(Plan plan) {
        database.write(handle -> bind(
                        plan,
                        handle.createUpdate(
                                "UPDATE plans SET name = :name, credits = :credits, costs = :costs WHERE id = :id"))
                .execute());
    }

    private static Update bind(Plan plan, Update update) {
        return update.bind("id", plan.id().value())
                .bind("name", plan.name().value())
                .bind("credits", plan.credits().orElse(null))
                .bind("costs", costs(plan.costs()));
    }

    @Override
    public void delete(PlanId id) {
        database.write(handle -> handle.createUpdate("DELETE FROM plans WHERE id = :id")
                .bind("id", id.value())
                .execute());
    }

    @Override
    public Optional<Plan> find(PlanId id) {
        return one("id", id.value(), "");
    }

    @Override
    public Optional<Plan> lock(PlanId id) {
        return one("id", id.value(), database.holdRows());
    }

    @Override
    public Optional<Plan> findBySlug(Slug slug) {
        return one("slug", slug.value(), "");
    }

    private Optional<Plan> one(String column, String value, String end) {
        return database.read(handle -> handle.createQuery(SELECT + " AND " + column + " = :value" + end)
                .bind("value", value)
                .map(SqlPlanStore::read)
                .findOne());
    }

    @Override
    public boolean isUsed(PlanId id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT EXISTS (
                            SELECT 1 FROM credit_accounts account
                            JOIN organizations organization
                              ON organization.id = account.organization_id AND organization.deleted_at IS NULL
                            WHERE account.plan_id = :id
                        )
                        """)
                .bind("id", id.value())
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public Page<Plan> list(PageRequest page) {
        return database.read(handle -> Listing.page(
                handle.createQuery(SELECT + Listing.PAGE),
                page,
                SqlPlanStore::read,
                found -> found.id().value()));
    }

    private static Plan read(ResultSet row, StatementContext context) throws SQLException {
        return new Plan(
                new PlanId(row.getString("id")),
                new Slug(row.getString("slug")),
                new DisplayName(row.getString("name")),
                credits(row),
                costs(row.getString("costs")),
                Columns.instant(row, "created_at"));
    }

    /// Empty for as many as are wanted.
    static Optional<Long> credits(ResultSet row) throws SQLException {
        long credits = row.getLong("credits");
        return row.wasNull() ? Optional.empty() : Optional.of(credits);
    }

    private static String costs(CallCosts costs) {
        return costs.named().entrySet().stream()
                .map(cost -> cost.getKey() + "=" + cost.getValue())
                .collect(Collectors.joining(" "));
    }

    /// What cannot be read fails: a call must not cost less than was said.
    static CallCosts costs(String text) {
        Map<CallKind, Integer> costs = new EnumMap<>(CallKind.class);
        try {
            for (String cost : text.split(" ", -1)) {
                String[] parts = cost.split("=", 2);
                costs.put(CallKind.parse(parts[0]).orElseThrow(), Integer.parseInt(parts[1]));
            }
            return new CallCosts(costs);
        } catch (RuntimeException unreadable) {
            throw new IllegalStateException("a stored plan that this program cannot read", unreadable);
        }
    }
}
