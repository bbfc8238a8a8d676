package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.get;

import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditDays;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.credit.MeteredOrganization;
import dev.ostiary.core.credit.Plan;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.secret.Secret;
import java.time.Instant;
import java.util.Optional;

/// A gateway whose organization has a plan, and keys that have credits of their own.
final class MeteredGateway {
    private static final KeyRestrictions METERED = KeyRestrictions.NONE.metered(true);

    private final GatewayFixture gateway;

    MeteredGateway(GatewayFixture gateway) {
        this.gateway = gateway;
    }

    /// Puts the organization on a plan of so many credits.
    void plan(long credits, CallCosts costs) {
        Instant now = Instant.now();
        Plan plan = new Plan(
                PlanId.create(gateway.randomness, now),
                new Slug("pro"),
                new DisplayName("Pro"),
                Optional.of(credits),
                costs,
                now);
        gateway.store.plans().insert(plan);
        CreditAccountId id = CreditAccountId.of(gateway.organization);
        gateway.store
                .credits()
                .save(CreditAccount.empty(id, gateway.organization, CreditMonth.of(now))
                        .onPlan(Optional.of(plan.id())));
        gateway.metered(new MeteredOrganization(gateway.organization, Optional.of(credits), costs));
    }

    Secret meteredKey(long credits) {
        Secret key = gateway.key(METERED);
        top(gateway.id(key), credits);
        return key;
    }

    void top(KeyId key, long credits) {
        CreditAccountId id = CreditAccountId.of(key);
        Instant now = Instant.now();
        gateway.store
                .credits()
                .save(gateway.store
                        .credits()
                        .find(id)
                        .orElseGet(() -> CreditAccount.empty(id, gateway.organization, CreditMonth.of(now)))
                        .setTo(credits, now));
        gateway.gateway.routes().creditsChanged(id);
    }

    long left() {
        return gateway.store
                .credits()
                .find(CreditAccountId.of(gateway.organization))
                .map(account -> account.left(100, CreditMonth.of(Instant.now())))
                .orElseThrow();
    }

    int status(String path, Secret key) throws Exception {
        return gateway.call(get(path, GatewayFixture.header(key))).status();
    }

    /// What calls of the key cost today.
    long spentToday(Secret key) {
        CreditDays today = new CreditDays(CreditMonth.day(Instant.now()), CreditMonth.day(Instant.now()));
        return gateway.store.credits().spent(gateway.organization, gateway.id(key), today);
    }
}
