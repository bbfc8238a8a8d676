package dev.ostiary.core.memory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.page.Rank;
import dev.ostiary.core.traffic.TrafficCell;
import dev.ostiary.core.traffic.TrafficCount;
import dev.ostiary.core.traffic.TrafficRank;
import dev.ostiary.core.traffic.TrafficRanking;
import dev.ostiary.core.traffic.TrafficSpan;
import dev.ostiary.core.traffic.TrafficStore;
import dev.ostiary.core.traffic.TrafficSubject;
import dev.ostiary.core.traffic.TrafficTotals;
import dev.ostiary.core.traffic.TrafficWindow;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

final class InMemoryTraffic implements TrafficStore {
    private final InMemoryTransactions rows;

    InMemoryTraffic(InMemoryTransactions rows) {
        this.rows = rows;
    }

    /// @param like that it is for, with its span's start and without a number
    record Row(TrafficSpan span, TrafficCount like) {}

    @Override
    public void add(Collection<TrafficCount> batch) {
        rows.write(contents -> batch.forEach(count -> count.subject()
                .spans()
                .forEach(span -> contents.traffic().merge(row(count, span), count.requests(), Long::sum))));
    }

    private static Row row(TrafficCount count, TrafficSpan span) {
        return new Row(
                span,
                new TrafficCount(
                        count.organization(),
                        count.subject(),
                        span.startOf(count.at()),
                        count.cause(),
                        count.latency(),
                        0));
    }

    private static Predicate<Row> within(OrganizationId organization, TrafficWindow window) {
        return row -> row.span() == window.span()
                && row.like().organization().equals(organization)
                && !row.like().at().isBefore(window.from())
                && row.like().at().isBefore(window.to());
    }

    private static Stream<Map.Entry<Row, Long>> matching(Contents contents, Predicate<Row> wanted) {
        return contents.traffic().entrySet().stream().filter(row -> wanted.test(row.getKey()));
    }

    @Override
    public List<TrafficCell> cells(
            OrganizationId organization, Optional<TrafficSubject> subject, TrafficWindow window) {
        Predicate<Row> isSubjects = row ->
                subject.map(row.like().subject()::equals).orElse(row.like().subject() instanceof TrafficSubject.Route);
        return rows.read(contents -> matching(
                        contents, within(organization, window).and(isSubjects))
                .collect(groupingBy(
                        row -> new TrafficCell(
                                row.getKey().like().at(),
                                row.getKey().like().cause(),
                                row.getKey().like().latency(),
                                0),
                        summingLong(Map.Entry::getValue)))
                .entrySet()
                .stream()
                .map(sum -> new TrafficCell(
                        sum.getKey().start(), sum.getKey().cause(), sum.getKey().latency(), sum.getValue()))
                .toList());
    }

    @Override
    public Page<TrafficRank> rank(
            OrganizationId organization, TrafficRanking ranking, TrafficWindow window, PageRequest page) {
        Rank after = Rank.parse(page.cursor());
        Predicate<Row> isOfKind = row -> row.like().subject().kind().equals(ranking.kind());
        return rows.read(contents -> Page.of(
                matching(contents, within(organization, window).and(isOfKind))
                        .collect(groupingBy(row -> row.getKey().like().subject()))
                        .entrySet()
                        .stream()
                        .map(subject -> rank(contents, ranking, subject.getKey(), subject.getValue()))
                        .filter(rank -> rank.ranked() > 0 && after.isBefore(rank.ranked(), rank.subject()))
                        .sorted(Comparator.comparingLong(TrafficRank::ranked)
                                .reversed()
                                .thenComparing(TrafficRank::subject))
                        .limit(page.limit() + 1L)
                        .toList(),
                page,
                rank -> rank.rank().cursor()));
    }

    private static TrafficRank rank(
            Contents contents, TrafficRanking ranking, TrafficSubject subject, List<Map.Entry<Row, Long>> counted) {
        TrafficTotals totals = new TrafficTotals();
        counted.forEach(row -> totals.plus(
                row.getKey().like().cause().outcome(), row.getKey().like().latency(), row.getValue()));
        return new TrafficRank(
                subject.name(),
                Optional.ofNullable(contents.keys().get(subject.name())).map(ApiKey::name),
                ranking.outcomes().stream().mapToLong(totals::requests).sum(),
                totals);
    }

    @Override
    public void forgetOld(Instant now) {
        rows.write(contents -> contents.traffic()
                .keySet()
                .removeIf(row -> row.like().at().isBefore(row.span().keptSince(now))));
    }
}
