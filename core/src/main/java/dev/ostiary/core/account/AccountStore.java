package dev.ostiary.core.account;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.Optional;

/// Keeps accounts. They belong to the installation, not to an organization.
public interface AccountStore {
    /// Adds an account.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `account.email-taken`
    void insert(Account account);

    Optional<Account> find(AccountId id);

    Optional<Account> findByEmail(EmailAddress email);

    /// The account, its row held until the transaction ends.
    Optional<Account> lock(AccountId id);

    /// Replaces everything but the identifier and the time of creation.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `account.email-taken`
    void update(Account account);

    /// Whether somebody but who has the link of an invitation says that the account's address is its owner's.
    boolean isProven(AccountId id);

    /// Notes whether that is so; it is when nothing was noted.
    void setProven(AccountId id, boolean isProven);

    /// The accounts that are called so, by name or address, in that order.
    Page<Account> list(NamedListing listing);

    /// All accounts, newest first.
    default Page<Account> list(PageRequest page) {
        return list(NamedListing.newest(page));
    }
}
