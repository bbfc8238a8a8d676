package dev.ostiary.store;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.page.Rank;
import dev.ostiary.core.traffic.TrafficCause;
import dev.ostiary.core.traffic.TrafficCell;
import dev.ostiary.core.traffic.TrafficCount;
import dev.ostiary.core.traffic.TrafficOutcome;
import dev.ostiary.core.traffic.TrafficRank;
import dev.ostiary.core.traffic.TrafficRanking;
import dev.ostiary.core.traffic.TrafficSpan;
import dev.ostiary.core.traffic.TrafficStore;
import dev.ostiary.core.traffic.TrafficSubject;
import dev.ostiary.core.traffic.TrafficTotals;
import dev.ostiary.core.traffic.TrafficWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// Counts of requests, a row for all that are alike in one span.
final class SqlTrafficStore implements TrafficStore {
    private static final String ADD = """
            INSERT INTO traffic
                (organization_id, kind, span, began_at, subject, outcome, reason, latency, requests)
            VALUES (:organization, :kind, :span, :began, :subject, :outcome, :reason, :latency, :requests)
            ON CONFLICT (organization_id, kind, span, began_at, subject, outcome, reason, latency) DO UPDATE
            SET requests = traffic.requests + excluded.requests
            """;

    /// Each span by itself: that finds the rows of one subject among those of very many.
    private static final String CELLS = """
            SELECT began_at, outcome, reason, latency, CAST(sum(requests) AS BIGINT) AS requests
            FROM traffic
            WHERE organization_id = :organization AND kind = :kind AND span = :span AND began_at IN (<starts>)
              AND (:subject = '' OR subject = :subject)
            GROUP BY began_at, outcome, reason, latency
            """;

    private static final String IN_WINDOW =
            "organization_id = :organization AND kind = :kind AND span = :span AND began_at >= :from AND began_at < :to";

    /// Sums, then one page of them, then the names of its keys.
    private static final String RANK = """
            SELECT ranked.subject, ranked.amount, k.name
            FROM (SELECT subject, CAST(sum(requests) AS BIGINT) AS amount
                  FROM traffic
                  WHERE %s AND outcome IN (<outcomes>)
                  GROUP BY subject) ranked
            LEFT JOIN api_keys k ON :kind = 'key' AND k.id = ranked.subject AND k.organization_id = :organization
            WHERE ranked.amount < :amount OR ranked.amount = :amount AND ranked.subject > :name
            ORDER BY ranked.amount DESC, ranked.subject
            LIMIT :limit
            """.formatted(IN_WINDOW);

    private static final String TOTALS = """
            SELECT subject, outcome, latency, CAST(sum(requests) AS BIGINT) AS requests
            FROM traffic
            WHERE %s AND subject IN (<subjects>)
            GROUP BY subject, outcome, latency
            """.formatted(IN_WINDOW);

    /// By organization, since rows lie by it.
    private static final String FORGET = """
            DELETE FROM traffic
            WHERE organization_id IN (SELECT id FROM organizations)
              AND kind IN ('route', 'key') AND span = :span AND began_at < :before
            """;

    private static final Comparator<Row> IN_ORDER = Comparator.comparing(Row::organization)
            .thenComparing(Row::kind)
            .thenComparing(Row::span)
            .thenComparingLong(Row::beganAt)
            .thenComparing(Row::subject)
            .thenComparing(row -> row.cause().outcome())
            .thenComparing(row -> row.cause().reason())
            .thenComparingInt(Row::latency);

    private final Database database;

    SqlTrafficStore(Database database) {
        this.database = database;
    }

    private record Row(
            String organization,
            String kind,
            TrafficSpan span,
            long beganAt,
            String subject,
            TrafficCause cause,
            int latency) {
        static Row of(TrafficCount count, TrafficSpan span) {
            return new Row(
                    count.organization().value(),
                    count.subject().kind(),
                    span,
                    span.startOf(count.at()).toEpochMilli(),
                    count.subject().name(),
                    count.cause(),
                    count.latency());
        }
    }

    /// Each row once, and in order: nodes that add to the same rows at once wait for each other and not in a
    /// circle.
    @Override
    public void add(Collection<TrafficCount> batch) {
        Map<Row, Long> sums = new TreeMap<>(IN_ORDER);
        for (TrafficCount count : batch) {
            for (TrafficSpan span : count.subject().spans()) {
                sums.merge(Row.of(count, span), count.requests(), Long::sum);
            }
        }
        if (sums.isEmpty()) {
            return;
        }
        int[] _ = database.write(handle -> {
            PreparedBatch rows = handle.prepareBatch(ADD);
            sums.forEach((row, requests) -> rows.bind("organization", row.organization())
                    .bind("kind", row.kind())
                    .bind("span", seconds(row.span()))
                    .bind("began", row.beganAt())
                    .bind("subject", row.subject())
                    .bind("outcome", row.cause().outcome().text())
                    .bind("reason", row.cause().reason())
                    .bind("latency", row.latency())
                    .bind("requests", requests)
                    .add());
            return rows.execute();
        });
    }

    private static int seconds(TrafficSpan span) {
        return Math.toIntExact(span.length().toSeconds());
    }

    @Override
    public List<TrafficCell> cells(
            OrganizationId organization, Optional<TrafficSubject> subject, TrafficWindow window) {
        return database.read(handle -> handle.createQuery(CELLS)
                .bind("organization", organization.value())
                .bind("kind", subject.map(TrafficSubject::kind).orElse(TrafficSubject.Route.KIND))
                .bind("span", seconds(window.span()))
                .bindList(
                        "starts",
                        window.spanStarts().stream().map(Instant::toEpochMilli).toList())
                .bind("subject", subject.map(TrafficSubject::name).orElse(""))
                .map(SqlTrafficStore::readCell)
                .list());
    }

    @Override
    public Page<TrafficRank> rank(
            OrganizationId organization, TrafficRanking ranking, TrafficWindow window, PageRequest page) {
        Rank after = Rank.parse(page.cursor());
        return database.read(handle -> {
            Page<Ranked> ranked = Page.of(
                    handle.createQuery(RANK)
                            .bindMap(bounds(organization, ranking, window))
                            .bindList(
                                    "outcomes",
                                    ranking.outcomes().stream()
                                            .map(TrafficOutcome::text)
                                            .toList())
                            .bind("amount", after.amount())
                            .bind("name", Listing.position(after.name()))
                            .bind("limit", page.limit() + 1)
                            .map(SqlTrafficStore::readRanked)
                            .list(),
                    page,
                    found -> new Rank(found.amount(), found.subject()).cursor());
            Totals totals = totals(handle, bounds(organization, ranking, window), ranked.items());
            return ranked.map(found ->
                    new TrafficRank(found.subject(), found.name(), found.amount(), totals.of(found.subject())));
        });
    }

    private static Map<String, Object> bounds(
            OrganizationId organization, TrafficRanking ranking, TrafficWindow window) {
        return Map.of(
                "organization", organization.value(),
                "kind", ranking.kind(),
                "span", seconds(window.span()),
                "from", window.from().toEpochMilli(),
                "to", window.to().toEpochMilli());
    }

    private static Totals totals(Handle handle, Map<String, Object> bounds, List<Ranked> page) {
        Totals totals = new Totals(new HashMap<>());
        if (!page.isEmpty()) {
            handle.createQuery(TOTALS)
                    .bindMap(bounds)
                    .bindList("subjects", page.stream().map(Ranked::subject).toList())
                    .map((row, context) -> totals.of(row.getString("subject"))
                            .plus(
                                    TrafficOutcome.of(row.getString("outcome")),
                                    row.getInt("latency"),
                                    row.getLong("requests")))
                    .list();
        }
        return totals;
    }

    @Override
    public void forgetOld(Instant now) {
        for (TrafficSpan span : TrafficSpan.values()) {
            int _ = database.write(handle -> handle.createUpdate(FORGET)
                    .bind("span", seconds(span))
                    .bind("before", span.keptSince(now).toEpochMilli())
                    .execute());
        }
    }

    private record Totals(Map<String, TrafficTotals> bySubject) {
        TrafficTotals of(String subject) {
            return bySubject.computeIfAbsent(subject, _ -> new TrafficTotals());
        }
    }

    private record Ranked(String subject, long amount, Optional<DisplayName> name) {}

    private static Ranked readRanked(ResultSet row, StatementContext context) throws SQLException {
        return new Ranked(
                row.getString("subject"), row.getLong("amount"), Columns.optional(row, "name", DisplayName::new));
    }

    private static TrafficCell readCell(ResultSet row, StatementContext context) throws SQLException {
        return new TrafficCell(
                Columns.instant(row, "began_at"),
                new TrafficCause(TrafficOutcome.of(row.getString("outcome")), row.getString("reason")),
                row.getInt("latency"),
                row.getLong("requests"));
    }
}
