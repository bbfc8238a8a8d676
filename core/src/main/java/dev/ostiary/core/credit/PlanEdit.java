package dev.ostiary.core.credit;

import dev.ostiary.core.id.DisplayName;
import java.util.Map;
import java.util.Optional;

/// What is to change of a plan; what is empty stays as it is.
///
/// @param costs of those kinds of calls; others keep theirs
public record PlanEdit(Optional<DisplayName> name, Optional<NewCredits> credits, Map<CallKind, Integer> costs) {
    public PlanEdit {
        costs = Map.copyOf(costs);
    }

    /// How many credits a plan gives from now on; empty for as many as are wanted.
    public record NewCredits(Optional<Long> perMonth) {}
}
