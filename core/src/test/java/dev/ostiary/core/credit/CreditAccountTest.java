package dev.ostiary.core.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

/// How credits are counted: the month's first, those that were granted after them, and never below none (S2.25).
final class CreditAccountTest {
    private static final Instant NOW = Instant.parse("2026-11-30T23:59:59.999Z");
    private static final int NOVEMBER = CreditMonth.of(NOW);
    private static final int DECEMBER = NOVEMBER + 1;

    private final OrganizationId organization = OrganizationId.create(new Randomness(), NOW);
    private final CreditAccount fresh = CreditAccount.empty(CreditAccountId.of(organization), organization, NOVEMBER);

    /// The month's allowance goes first: it ends with the month, and what was granted keeps.
    @Test
    void lease_takesAllowanceBeforeGranted() {
        CreditAccount account = fresh.grantedMore(5);

        CreditLease lease = account.lease(8, 8, 6, NOVEMBER);
        CreditAccount after = account.without(lease);

        assertEquals(6, lease.allowance());
        assertEquals(2, lease.granted());
        assertEquals(3, after.left(6, NOVEMBER));
        assertEquals(9, after.left(6, DECEMBER));
    }

    /// A lease is no more than a share of what is left, however many are wanted, but always as many as one call
    /// costs.
    @Test
    void lease_isAShareAtMost() {
        assertEquals(100, fresh.lease(1, 500, 800, NOVEMBER).credits());
        assertEquals(1, fresh.lease(1, 500, 7, NOVEMBER).credits());
        assertEquals(7, fresh.lease(7, 7, 7, NOVEMBER).credits());
        assertEquals(0, fresh.lease(8, 8, 7, NOVEMBER).credits());
    }

    /// What comes back goes where it came from; the allowance of a month that is over comes back to nobody.
    @Test
    void with_unspent_goesWhereItCameFrom() {
        CreditAccount account = fresh.grantedMore(10);
        CreditLease lease = account.lease(15, 15, 10, NOVEMBER);
        CreditAccount without = account.without(lease);

        assertEquals(20, without.with(lease).left(10, NOVEMBER));
        assertEquals(17, without.with(lease.without(3)).left(10, NOVEMBER));

        CreditAccount inDecember = without.without(without.lease(1, 1, 10, DECEMBER));
        assertEquals(9 + 10, inDecember.with(lease).left(10, DECEMBER));
    }

    /// Once it is set anew, leases of before are worth nothing: nobody has more than was said.
    @Test
    void with_leaseOfBefore_isWorthNothing() {
        CreditAccount account = fresh.setTo(100, NOW);
        CreditLease lease = account.lease(10, 10, 0, NOVEMBER);

        assertEquals(5, account.without(lease).setTo(5, NOW).with(lease).left(0, NOVEMBER));
    }

    /// What was spent without asking is taken as far as it is there, and the rest is told, not owed (S2.25).
    @Test
    void owing_moreThanThereIs_isOverdrawn() {
        CreditAccount account = fresh.grantedMore(3).owing(10, 4, NOVEMBER);

        assertEquals(0, account.left(4, NOVEMBER));
        assertEquals(3, account.overdrawn());
        assertEquals(4, account.left(4, DECEMBER));
    }

    /// A node whose clock is behind does not bring the last month back.
    @Test
    void lease_byAClockThatIsBehind_isOfTheLaterMonth() {
        CreditAccount december = fresh.without(fresh.lease(4, 4, 4, DECEMBER));

        assertEquals(0, december.left(4, NOVEMBER));
    }

    /// Months begin at midnight by UTC.
    @Test
    void month_isByUtc() {
        assertEquals(YearMonth.of(2026, 11), CreditMonth.month(NOVEMBER));
        assertEquals(DECEMBER, CreditMonth.of(NOW.plusMillis(1)));
        assertEquals(NOW.plusMillis(1), CreditMonth.end(NOW));
    }

    /// Nobody leases fewer than none, whatever bug asks for it.
    @Test
    void lease_ofLessThanNothing_isNone() {
        assertThrows(IllegalArgumentException.class, () -> new CreditLease(-1, 0, NOVEMBER, 0));
    }
}
