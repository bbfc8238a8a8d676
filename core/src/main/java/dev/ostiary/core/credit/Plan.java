package dev.ostiary.core.credit;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.precondition.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What organizations may spend, and what calls cost them. Plans are the installation's own; an organization has one
/// or none, and is not metered without.
///
/// @param credits for each month, by UTC; empty for as many as are wanted
public record Plan(PlanId id, Slug slug, DisplayName name, Optional<Long> credits, CallCosts costs, Instant createdAt) {
    /// The most credits that anything may have.
    public static final long MAX_CREDITS = 1_000_000_000_000_000L;

    public Plan {
        if (credits.isPresent() && !isValid(credits.get())) {
            throw new IllegalArgumentException("credits are 0 to " + MAX_CREDITS);
        }
    }

    /// Whether there can be so many.
    public static boolean isValid(long credits) {
        return credits >= 0 && credits <= MAX_CREDITS;
    }

    /// What it is, until it is changed.
    public Version version() {
        return Version.of(id.value(), details());
    }

    /// The same plan, edited.
    public Plan edited(PlanEdit edit) {
        return new Plan(
                id,
                slug,
                edit.name().orElse(name),
                edit.credits().isPresent() ? edit.credits().get().perMonth() : credits,
                costs.with(edit.costs()),
                createdAt);
    }

    /// What the audit trail says of it.
    Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        details.put("slug", slug.value());
        details.put("name", name.value());
        details.put("credits", credits.map(Object::toString).orElse("unlimited"));
        costs.named().forEach((kind, cost) -> details.put("costs." + kind, Integer.toString(cost)));
        return details;
    }
}
