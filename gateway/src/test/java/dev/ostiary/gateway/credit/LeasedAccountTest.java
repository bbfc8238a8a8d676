package dev.ostiary.gateway.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditLease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a node holds of an account goes back where it came from, whatever happens meanwhile (S2.25).
final class LeasedAccountTest {
    private static final int NOVEMBER = 24_322;
    private static final long SECOND = 1_000_000_000L;

    private final LeasedAccount account = new LeasedAccount(new CreditAccountId("org_x"), 0);
    private final List<Spend> told = new ArrayList<>();

    private static CreditLease lease(long allowance, long granted) {
        return new CreditLease(allowance, granted, NOVEMBER, 0);
    }

    /// A call that waits for the store, and what it answers.
    private Spend spend(long cost, CreditLease taken) {
        account.await(cost, 0, told::add);
        account.arrived(Optional.of(taken), account.wish(), 0).told().forEach(Runnable::run);
        return told.getLast();
    }

    /// What a call was paid from is what it gives back: granted credits keep, the month's do not.
    @Test
    void takeBack_goesWhereItCameFrom() {
        Spend first = spend(3, lease(3, 2));
        Spend second = account.spend(2, 0);
        assertEquals(new Spend.Paid(lease(3, 0)), first);
        assertEquals(new Spend.Paid(lease(0, 2)), second);

        account.takeBack(2, second == null ? Spend.Unpaid.UNKNOWN : second);
        assertEquals(lease(0, 2), account.held());
        account.takeBack(3, first);
        assertEquals(lease(3, 0), account.held());
    }

    /// What comes back of a lease of before the account was changed is not spent here: the store knows whether it
    /// is worth something.
    @Test
    void takeBack_ofBeforeAChange_isNotSpent() {
        Spend before = spend(3, lease(0, 3));
        account.changed();
        account.takeBack(3, before);

        assertEquals(Spend.Unpaid.UNKNOWN, account.spend(1, 0));
        assertEquals(lease(0, 3), account.idle(NOVEMBER, 0));
        assertNull(account.idle(NOVEMBER, 0));
    }

    /// What could not be given back is not lost when another lease was had meanwhile.
    @Test
    void keep_besideAnotherLease_losesNothing() {
        spend(1, lease(5, 0));
        CreditLease held = account.held();
        spend(1, lease(4, 0));
        assertEquals(true, account.keep(held == null ? lease(0, 0) : held));
        assertEquals(lease(7, 0), account.held());

        CreditLease other = new CreditLease(0, 6, NOVEMBER, 1);
        account.keep(other);
        assertEquals(other, account.idle(NOVEMBER, 0));
    }

    /// What is left of a month's lease is given back when the month is over, however busy the account is.
    @Test
    void idle_atTheTurnOfTheMonth_givesBack() {
        spend(1, lease(5, 2));

        assertNull(account.idle(NOVEMBER, 0));
        assertEquals(lease(4, 2), account.idle(NOVEMBER + 1, 0));
        assertEquals(Spend.Unpaid.UNKNOWN, account.spend(1, 0));
    }

    /// What was owed, taken out of the account and then given back pays for the next call.
    @Test
    void takeBack_ofWhatWasSettled_paysForTheNext() {
        account.away(true, 0);
        assertEquals(Spend.Unpaid.OWED, account.spend(4, 0));
        account.settled(4);
        account.takeBack(4, Spend.Unpaid.OWED);
        account.arrived(0);

        assertEquals(Spend.Unpaid.OWED, account.spend(4, 0));
        assertEquals(0, account.owed());
        assertEquals(Spend.Unpaid.UNKNOWN, account.spend(1, 0));
    }

    /// An account that has something to give back is not forgotten, and one that is forgotten says so.
    @Test
    void end_losesNothing() {
        Spend paid = assertInstanceOf(Spend.Paid.class, spend(3, lease(0, 3)));
        account.changed();
        account.takeBack(3, paid);
        assertEquals(false, account.end(61 * SECOND));

        account.nextReturn();
        assertEquals(true, account.end(61 * SECOND));
        assertEquals(false, account.takeBack(3, paid));
        assertEquals(false, account.keep(lease(1, 0)));
    }
}
