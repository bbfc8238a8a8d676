package dev.ostiary.core.memory;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.Optional;

final class InMemoryAccounts implements AccountStore {
    private final InMemoryTransactions rows;

    InMemoryAccounts(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Account account) {
        rows.write(contents -> put(contents, account));
    }

    private static void put(Contents contents, Account account) {
        if (byEmail(contents, account.email())
                .filter(other -> !other.id().equals(account.id()))
                .isPresent()) {
            throw new RefusedException(ProblemCode.EMAIL_TAKEN);
        }
        contents.accounts().put(account.id().value(), account);
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return rows.read(contents -> Optional.ofNullable(contents.accounts().get(id.value())));
    }

    @Override
    public Optional<Account> findByEmail(EmailAddress email) {
        return rows.read(contents -> byEmail(contents, email));
    }

    private static Optional<Account> byEmail(Contents contents, EmailAddress email) {
        return contents.accounts().values().stream()
                .filter(account -> account.email().equals(email))
                .findFirst();
    }

    @Override
    public Optional<Account> lock(AccountId id) {
        return find(id);
    }

    @Override
    public void update(Account account) {
        rows.write(contents -> Optional.ofNullable(
                        contents.accounts().get(account.id().value()))
                .ifPresent(before -> put(
                        contents,
                        new Account(
                                before.id(),
                                account.email(),
                                account.name(),
                                account.isOperator(),
                                before.createdAt(),
                                account.disabledAt()))));
    }

    @Override
    public boolean isProven(AccountId id) {
        return rows.read(contents -> !contents.signIn().unproven().contains(id));
    }

    @Override
    public void setProven(AccountId id, boolean isProven) {
        boolean _ = rows.change(contents -> isProven
                ? contents.signIn().unproven().remove(id)
                : contents.signIn().unproven().add(id));
    }

    @Override
    public Page<Account> list(NamedListing listing) {
        return rows.read(contents -> Contents.page(contents.accounts(), _ -> true, Account::words, listing));
    }
}
