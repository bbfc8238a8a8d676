package dev.ostiary.control.console;

import dev.ostiary.control.rest.TrafficBody;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.traffic.TrafficHistory;
import dev.ostiary.core.traffic.TrafficOutcome;
import dev.ostiary.core.traffic.TrafficRange;
import dev.ostiary.core.traffic.TrafficRank;
import dev.ostiary.core.traffic.TrafficRanking;
import dev.ostiary.core.traffic.TrafficStore;
import dev.ostiary.core.traffic.TrafficSubject;
import dev.ostiary.core.traffic.TrafficWindow;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What pages show of requests.
final class TrafficShown {
    private final TrafficStore traffic;
    private final Clock clock;

    TrafficShown(Store store, Clock clock) {
        this.traffic = store.traffic();
        this.clock = clock;
    }

    /// @param subject empty for all of the organization's routes
    TrafficChart chart(Organization organization, Optional<TrafficSubject> subject, TrafficRange range) {
        TrafficWindow window = range.until(clock.instant());
        return TrafficChart.of(
                TrafficBody.of(range, TrafficHistory.of(window, traffic.cells(organization.id(), subject, window))));
    }

    /// @param by `refused` or `failed`; anything else for all requests
    Page<TrafficRank> rank(Organization organization, String kind, String by, TrafficRange range, PageRequest page) {
        return traffic.rank(
                organization.id(), new TrafficRanking(kind, outcomes(by)), range.until(clock.instant()), page);
    }

    private static Set<TrafficOutcome> outcomes(String by) {
        return switch (by) {
            case "refused" -> EnumSet.of(TrafficOutcome.REFUSED);
            case "failed" -> EnumSet.of(TrafficOutcome.FAILED);
            default -> EnumSet.allOf(TrafficOutcome.class);
        };
    }
}
