package dev.ostiary.core.credit;

import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.Optional;

/// Keeps plans, which are no organization's. A deleted one is never answered, and its slug is free again.
public interface PlanStore {
    /// Adds a plan.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `slug.taken`
    void insert(Plan plan);

    /// Replaces what may be edited of a plan: name, credits and costs.
    void update(Plan plan);

    /// Removes a plan that no organization has.
    void delete(PlanId id);

    Optional<Plan> find(PlanId id);

    /// The plan of that id, its row held until the transaction ends: who gives it to an organization holds it, so
    /// that it cannot be deleted meanwhile.
    Optional<Plan> lock(PlanId id);

    Optional<Plan> findBySlug(Slug slug);

    /// Whether an organization has it that is not deleted.
    boolean isUsed(PlanId id);

    /// All plans, newest first.
    Page<Plan> list(PageRequest page);
}
