package dev.ostiary.core.credit;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import java.time.LocalDate;
import java.util.Optional;

/// How many credits calls of one key cost on one day.
///
/// @param organization whose credits they were, and whose key
/// @param key empty for calls without one
/// @param day by UTC
/// @param credits as a batch entry, what came since the batch before; negative when more was given back than spent
public record CreditSpending(OrganizationId organization, Optional<KeyId> key, LocalDate day, long credits) {
    /// The same with another number of credits.
    public CreditSpending of(long other) {
        return new CreditSpending(organization, key, day, other);
    }
}
