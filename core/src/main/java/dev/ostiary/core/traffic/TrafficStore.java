package dev.ostiary.core.traffic;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Keeps how many requests came and what became of them, for minutes, hours and days.
public interface TrafficStore {
    /// Adds counts to those that are there. Whole or not at all.
    void add(Collection<TrafficCount> batch);

    /// What was counted in a window.
    ///
    /// @param subject whose requests; empty for all of the organization's routes
    List<TrafficCell> cells(OrganizationId organization, Optional<TrafficSubject> subject, TrafficWindow window);

    /// Subjects by their requests in a window, the most first, and then by name.
    Page<TrafficRank> rank(OrganizationId organization, TrafficRanking ranking, TrafficWindow window, PageRequest page);

    /// Forgets what is older than [TrafficSpan#keptSince], of every organization.
    void forgetOld(Instant now);
}
