package dev.ostiary.control.rest;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.traffic.TrafficHistory;
import dev.ostiary.core.traffic.TrafficOrder;
import dev.ostiary.core.traffic.TrafficRange;
import dev.ostiary.core.traffic.TrafficRank;
import dev.ostiary.core.traffic.TrafficRanking;
import dev.ostiary.core.traffic.TrafficStore;
import dev.ostiary.core.traffic.TrafficSubject;
import dev.ostiary.core.traffic.TrafficWindow;
import java.time.Clock;
import java.util.Optional;

/// What became of an organization's requests, as the API and the console's pages show it.
public final class TrafficReads {
    private final TrafficStore traffic;
    private final Clock clock;

    TrafficReads(Store store, Clock clock) {
        this.traffic = store.traffic();
        this.clock = clock;
    }

    /// What became of requests over time.
    ///
    /// @param subject empty for all of the organization's routes
    public TrafficBody history(OrganizationId organization, Optional<TrafficSubject> subject, TrafficRange range) {
        TrafficWindow window = range.until(clock.instant());
        return TrafficBody.of(range, TrafficHistory.of(window, traffic.cells(organization, subject, window)));
    }

    /// Routes and deployments, the one with most requests of that order first.
    public Page<RouteTrafficBody> routes(
            OrganizationId organization, TrafficOrder order, TrafficRange range, PageRequest page) {
        return ranked(organization, TrafficSubject.Route.KIND, order, range, page)
                .map(RouteTrafficBody::of);
    }

    /// Keys, the one with most requests of that order first.
    public Page<KeyTrafficBody> keys(
            OrganizationId organization, TrafficOrder order, TrafficRange range, PageRequest page) {
        return ranked(organization, TrafficSubject.Key.KIND, order, range, page).map(KeyTrafficBody::of);
    }

    private Page<TrafficRank> ranked(
            OrganizationId organization, String kind, TrafficOrder order, TrafficRange range, PageRequest page) {
        return traffic.rank(
                organization, new TrafficRanking(kind, order.outcomes()), range.until(clock.instant()), page);
    }
}
