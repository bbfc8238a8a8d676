package dev.ostiary.core.credit;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.Collection;
import java.util.Optional;

/// Keeps accounts of credits, and what was spent by whom.
public interface CreditStore {
    Optional<CreditAccount> find(CreditAccountId id);

    /// The account of that id, its row held until the transaction ends.
    Optional<CreditAccount> lock(CreditAccountId id);

    /// Puts an account in the place of the one of its id, or adds it.
    void save(CreditAccount account);

    /// Takes an account away; what is leased of it is worth nothing any more.
    void delete(CreditAccountId id);

    /// Adds a batch: sums by organization, key and day. Whole or not at all.
    void addSpending(Collection<CreditSpending> batch);

    /// How many credits the organization's calls cost on those days.
    long spent(OrganizationId organization, CreditDays days);

    /// The same of one of its keys.
    long spent(OrganizationId organization, KeyId key, CreditDays days);

    /// What they cost by key, the most first. A cursor that no page gave out begins at the first.
    Page<KeySpending> list(OrganizationId organization, CreditDays days, PageRequest page);
}
