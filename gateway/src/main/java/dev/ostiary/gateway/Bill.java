package dev.ostiary.gateway;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.gateway.credit.Charge;
import dev.ostiary.gateway.observe.CreditCounters;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a call costs and who pays. Made for those calls only that cost something. On its event loop only.
final class Bill {
    private final Charge charge;
    private final Accounting accounting;
    private final Supplier<Refusal> refusal;
    private final boolean wasPending;
    private boolean isCounted;
    private boolean isGivenBack;

    /// What is needed besides: where it is counted, and by whom it was caused.
    ///
    /// @param credits that the call costs
    /// @param request counts the call itself; for those that had to be waited for
    record Accounting(
            UsageCounter usage,
            CreditCounters counters,
            OrganizationId organization,
            @Nullable KeyEntry key,
            LocalDate day,
            int credits,
            Runnable request) {}

    private Bill(Charge charge, Accounting accounting, Supplier<Refusal> refusal) {
        this.charge = charge;
        this.accounting = accounting;
        this.refusal = refusal;
        this.wasPending = charge.isPending();
        if (!wasPending && !charge.isRefused()) {
            count();
        }
    }

    /// What a call costs that is not free.
    ///
    /// @param refusal what to say when too few credits are left; asked for once
    static Bill of(
            Metering metering,
            UsageCounter usage,
            Route route,
            @Nullable KeyEntry key,
            Instant now,
            Runnable request,
            Supplier<Refusal> refusal) {
        CallPrice price = route.price();
        List<CreditAccountId> payers = new ArrayList<>(2);
        if (key != null && key.restrictions().isMetered()) {
            payers.add(CreditAccountId.of(key.id()));
        }
        if (price.account() != null) {
            payers.add(price.account());
        }
        Accounting accounting = new Accounting(
                usage, metering.counters(), route.organization(), key, CreditMonth.day(now), price.credits(), request);
        return new Bill(metering.ledger().charge(payers, price.credits()), accounting, refusal);
    }

    /// Whether it is not known yet whether it can be paid.
    boolean isPending() {
        return charge.isPending();
    }

    /// What to say to the caller when it cannot be paid; null when it is.
    @Nullable
    Refusal refusal() {
        return charge.isRefused() ? refusal.get() : null;
    }

    /// Calls back, on the event loop, when it is decided.
    void whenDecided(EventLoop loop, Runnable callback) {
        charge.whenDecided(() -> loop.execute(() -> {
            if (!charge.isRefused()) {
                count();
            }
            callback.run();
        }));
    }

    private void count() {
        if (isCounted) {
            return;
        }
        isCounted = true;
        if (wasPending) {
            accounting.request().run();
        }
        add(accounting.credits());
    }

    private void add(long credits) {
        accounting.counters().spent(credits);
        accounting.usage().spend(accounting.organization(), accounting.key(), accounting.day(), credits);
    }

    /// The call came to nothing, and costs nothing.
    void giveBack() {
        charge.giveBack();
        if (isCounted && !isGivenBack) {
            add(-accounting.credits());
        }
        // What is decided after this is not counted either.
        isCounted = true;
        isGivenBack = true;
    }
}
