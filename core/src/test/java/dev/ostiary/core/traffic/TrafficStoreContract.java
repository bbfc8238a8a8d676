package dev.ostiary.core.traffic;

import static dev.ostiary.core.traffic.TrafficOutcome.REFUSED;
import static dev.ostiary.core.traffic.TrafficOutcome.SERVED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [TrafficStore] does.
public abstract class TrafficStoreContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-03-08T14:30:20Z");
    private static final TrafficSubject ECHO = new TrafficSubject.Route("acme/production/echo");
    private static final TrafficSubject CHAT = new TrafficSubject.Route("acme/production/chat");
    private static final TrafficCause REVOKED = new TrafficCause(REFUSED, "revoked");

    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private TrafficStore traffic() {
        return store.traffic();
    }

    private TrafficCount served(TrafficSubject subject, Instant at, long requests) {
        return new TrafficCount(acme.id(), subject, at, TrafficCause.SERVED, 3, requests);
    }

    private TrafficCount refused(TrafficSubject subject, Instant at, long requests) {
        return new TrafficCount(acme.id(), subject, at, REVOKED, LatencyScale.NONE, requests);
    }

    private List<TrafficCell> cells(Optional<TrafficSubject> subject, TrafficRange range) {
        List<TrafficCell> cells = new ArrayList<>(traffic().cells(acme.id(), subject, range.until(NOW)));
        cells.sort(Comparator.comparing(TrafficCell::start)
                .thenComparing(cell -> cell.cause().outcome().text()));
        return cells;
    }

    private Page<TrafficRank> rank(String kind, Set<TrafficOutcome> outcomes, PageRequest page) {
        return traffic().rank(acme.id(), new TrafficRanking(kind, outcomes), TrafficRange.DAY.until(NOW), page);
    }

    private static List<String> names(Page<TrafficRank> page) {
        return page.items().stream().map(TrafficRank::subject).toList();
    }

    /// What is alike is summed, over batches and within one, in every span.
    @Test
    void add_sumsWhatIsAlike() {
        traffic().add(List.of(served(ECHO, NOW, 2), served(ECHO, NOW.minusSeconds(15), 1), refused(ECHO, NOW, 4)));
        traffic().add(List.of(served(ECHO, NOW, 5)));

        for (TrafficRange range : TrafficRange.values()) {
            Instant start = range.span().startOf(NOW);
            assertEquals(
                    List.of(
                            new TrafficCell(start, REVOKED, LatencyScale.NONE, 4),
                            new TrafficCell(start, TrafficCause.SERVED, 3, 8)),
                    cells(Optional.of(ECHO), range),
                    range.text());
        }
    }

    /// An empty batch is fine.
    @Test
    void add_nothing() {
        traffic().add(List.of());

        assertEquals(List.of(), cells(Optional.empty(), TrafficRange.HOUR));
    }

    /// A window begins with its first span and ends before the one behind it.
    @Test
    void cells_areThoseOfTheWindow() {
        TrafficWindow hour = TrafficRange.HOUR.until(NOW);
        traffic()
                .add(List.of(
                        served(ECHO, hour.from().minusMillis(1), 1),
                        served(ECHO, hour.from(), 2),
                        served(ECHO, hour.to().minusMillis(1), 4),
                        served(ECHO, hour.to(), 8)));

        assertEquals(
                List.of(
                        new TrafficCell(hour.from(), TrafficCause.SERVED, 3, 2),
                        new TrafficCell(hour.to().minusSeconds(60), TrafficCause.SERVED, 3, 4)),
                cells(Optional.of(ECHO), TrafficRange.HOUR));
    }

    /// Without a subject all routes are summed, and no keys, which are on routes too.
    @Test
    void cells_ofAll_areTheRoutes() {
        KeyId key = KeyId.create(randomness, tick());
        traffic()
                .add(List.of(
                        served(ECHO, NOW, 1),
                        served(CHAT, NOW, 2),
                        served(new TrafficSubject.Key(key), NOW, 3),
                        new TrafficCount(globex.id(), ECHO, NOW, TrafficCause.SERVED, 3, 8)));

        assertEquals(
                List.of(new TrafficCell(TrafficSpan.HOUR.startOf(NOW), TrafficCause.SERVED, 3, 3)),
                cells(Optional.empty(), TrafficRange.DAY));
        assertEquals(
                List.of(new TrafficCell(TrafficSpan.HOUR.startOf(NOW), TrafficCause.SERVED, 3, 3)),
                cells(Optional.of(new TrafficSubject.Key(key)), TrafficRange.DAY));
        assertEquals(List.of(), cells(Optional.of(new TrafficSubject.Key(key)), TrafficRange.HOUR));
    }

    /// The most first, equals by name, page by page; who has none of what is asked for is not among them.
    @Test
    void rank_isByRequests() {
        TrafficSubject idle = new TrafficSubject.Route("acme/idle");
        TrafficSubject api = new TrafficSubject.Route("acme/api");
        traffic()
                .add(List.of(
                        served(ECHO, NOW, 2),
                        served(CHAT, NOW, 1),
                        refused(CHAT, NOW, 1),
                        refused(ECHO, NOW, 7),
                        served(api, NOW.minus(Duration.ofHours(2)), 9),
                        refused(idle, NOW.minus(Duration.ofDays(3)), 9)));

        Page<TrafficRank> first =
                rank(TrafficSubject.Route.KIND, Set.of(SERVED, REFUSED), new PageRequest(2, Optional.empty()));
        assertEquals(List.of("acme/api", "acme/production/echo"), names(first));
        assertEquals(7, first.items().getLast().totals().requests(REFUSED));
        assertEquals(2, first.items().getLast().totals().latencies().total());
        Page<TrafficRank> second =
                rank(TrafficSubject.Route.KIND, Set.of(SERVED, REFUSED), new PageRequest(2, first.nextCursor()));
        assertEquals(List.of("acme/production/chat"), names(second));
        assertTrue(second.nextCursor().isEmpty());
        assertEquals(
                List.of("acme/production/echo", "acme/production/chat"),
                names(rank(TrafficSubject.Route.KIND, Set.of(REFUSED), PageRequest.first())));
    }

    /// Of equals none is left out at the end of a page.
    @Test
    void rank_ofEquals_isWhole() {
        for (String name : List.of("acme/c", "acme/a", "acme/b")) {
            traffic().add(List.of(served(new TrafficSubject.Route(name), NOW, 5)));
        }
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<TrafficRank> page = rank(TrafficSubject.Route.KIND, Set.of(SERVED), new PageRequest(1, cursor));
            seen.addAll(names(page));
            cursor = page.nextCursor();
        } while (cursor.isPresent());

        assertEquals(List.of("acme/a", "acme/b", "acme/c"), seen);
    }

    /// Keys have their names; what is not known any more has none.
    @Test
    void rank_ofKeys_namesThem() {
        ApiKey key = key(acme, "reporting");
        KeyId unknown = KeyId.create(randomness, tick());
        traffic()
                .add(List.of(
                        served(new TrafficSubject.Key(key.id()), NOW, 2),
                        served(new TrafficSubject.Key(unknown), NOW, 1)));

        Page<TrafficRank> ranked = rank(TrafficSubject.Key.KIND, Set.of(SERVED), PageRequest.first());
        assertEquals(List.of(key.id().value(), unknown.value()), names(ranked));
        assertEquals(Optional.of(key.name()), ranked.items().getFirst().keyName());
        assertEquals(Optional.empty(), ranked.items().getLast().keyName());
    }

    /// Each span is kept for its own time.
    @Test
    void forgetOld_keepsWhatIsToBeKept() {
        traffic().add(List.of(served(ECHO, NOW.minus(Duration.ofHours(4)), 1)));
        traffic().forgetOld(NOW);

        TrafficWindow minutes = new TrafficWindow(
                TrafficSpan.MINUTE,
                Duration.ofMinutes(1),
                NOW.minus(Duration.ofHours(4)).minusSeconds(20),
                NOW.minus(Duration.ofHours(3)));
        assertEquals(List.of(), traffic().cells(acme.id(), Optional.of(ECHO), minutes));
        assertEquals(1, cells(Optional.of(ECHO), TrafficRange.DAY).size());
        assertEquals(1, cells(Optional.of(ECHO), TrafficRange.MONTH).size());

        traffic().forgetOld(NOW.plus(Duration.ofDays(9)));
        assertEquals(List.of(), cells(Optional.of(ECHO), TrafficRange.DAY));
        assertEquals(1, cells(Optional.of(ECHO), TrafficRange.MONTH).size());

        traffic().forgetOld(NOW.plus(Duration.ofDays(401)));
        assertEquals(List.of(), cells(Optional.of(ECHO), TrafficRange.MONTH));
    }
}
