package dev.ostiary.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [AccountStore] does.
public abstract class AccountStoreContract extends StoreContract {
    private AccountStore accounts() {
        return store.accounts();
    }

    private Account account(String email) {
        Account account = newAccount(email);
        accounts().insert(account);
        return account;
    }

    private Account newAccount(String email) {
        Instant at = tick();
        return new Account(
                AccountId.create(randomness, at),
                new EmailAddress(email),
                new DisplayName("Zoë \" % ж"),
                false,
                at,
                Optional.empty());
    }

    private Optional<Account> lock(AccountId id) {
        return store.transactions().inTransaction(() -> accounts().lock(id));
    }

    /// What was put in is answered by id, by address, when held, and in the listing, in every field.
    @Test
    void insert_isAnsweredWhole() {
        Account plain = account("zoe@example.com");
        Account odd = new Account(
                AccountId.create(randomness, tick()),
                new EmailAddress("root@localhost"),
                new DisplayName("root"),
                true,
                tick(),
                Optional.of(tick()));
        accounts().insert(odd);

        for (Account account : List.of(plain, odd)) {
            assertEquals(Optional.of(account), accounts().find(account.id()));
            assertEquals(Optional.of(account), accounts().findByEmail(account.email()));
            assertEquals(Optional.of(account), lock(account.id()));
        }
        assertEquals(List.of(odd, plain), accounts().list(PageRequest.first()).items());
    }

    /// What is not there is not answered.
    @Test
    void find_unknown_isEmpty() {
        AccountId unknown = AccountId.create(randomness, tick());

        assertEquals(Optional.empty(), accounts().find(unknown));
        assertEquals(Optional.empty(), accounts().findByEmail(new EmailAddress("nobody@example.com")));
        assertEquals(Optional.empty(), lock(unknown));
    }

    /// An address is one person's.
    @Test
    void insert_addressInUse_isRefused() {
        Account first = account("zoe@example.com");

        assertRefused(ProblemCode.EMAIL_TAKEN, () -> accounts().insert(newAccount("zoe@example.com")));

        assertEquals(List.of(first), accounts().list(PageRequest.first()).items());
    }

    /// Everything of an account may change but which it is and when it was made, and no other changes with it.
    @Test
    void update_replacesTheRest() {
        Account before = account("zoe@example.com");
        Account other = account("max@example.com");
        Account after = new Account(
                before.id(),
                new EmailAddress("zoe@example.org"),
                new DisplayName("Zoe"),
                true,
                before.createdAt(),
                Optional.of(tick()));
        accounts().update(after);

        assertEquals(Optional.of(after), accounts().find(before.id()));
        assertEquals(Optional.empty(), accounts().findByEmail(before.email()));
        assertEquals(Optional.of(other), accounts().find(other.id()));
    }

    /// Nobody takes another's address later either.
    @Test
    void update_addressInUse_isRefused() {
        Account zoe = account("zoe@example.com");
        Account max = account("max@example.com");
        Account taking =
                new Account(max.id(), zoe.email(), max.name(), max.isOperator(), max.createdAt(), max.disabledAt());

        assertRefused(ProblemCode.EMAIL_TAKEN, () -> accounts().update(taking));

        assertEquals(Optional.of(max), accounts().find(max.id()));
    }

    /// The listing is newest first, whatever the size of its pages.
    @Test
    void list_isNewestFirst() {
        List<Account> made = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            made.add(account("number-" + number + "@example.com"));
        }
        for (int limit : new int[] {1, 2, 5, 6}) {
            assertEquals(made.reversed(), allPages(limit, accounts()::list));
        }
    }
}
