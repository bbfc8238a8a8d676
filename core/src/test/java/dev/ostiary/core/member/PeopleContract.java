package dev.ostiary.core.member;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.Optional;

/// What the contracts about people share.
abstract class PeopleContract extends StoreContract {
    /// An account of that name, stored.
    final Account account(String name) {
        Instant at = tick();
        Account account = new Account(
                AccountId.create(randomness, at),
                new EmailAddress(name + "@example.com"),
                new DisplayName(name),
                false,
                at,
                Optional.empty());
        store.accounts().insert(account);
        return account;
    }

    /// The same account, disabled; not stored.
    final Account disabled(Account account) {
        return new Account(
                account.id(),
                account.email(),
                account.name(),
                account.isOperator(),
                account.createdAt(),
                Optional.of(tick()));
    }
}
