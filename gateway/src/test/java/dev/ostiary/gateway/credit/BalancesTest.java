package dev.ostiary.gateway.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditBalance;
import dev.ostiary.core.credit.CreditLeases;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.memory.InMemoryStore;
import dev.ostiary.core.random.Randomness;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Whoever asks in a flood what is left does not keep the store from those who pay (D04).
final class BalancesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /// However many ask at once how an account stands, the store is asked once for all of them.
    @Test
    void of_manyAtOnce_asksOnce() throws Exception {
        Randomness randomness = new Randomness();
        OrganizationId organization = OrganizationId.create(randomness, NOW);
        CreditAccountId account = CreditAccountId.of(KeyId.create(randomness, NOW));
        InMemoryStore store = new InMemoryStore();
        store.credits()
                .save(CreditAccount.empty(account, organization, CreditMonth.of(NOW))
                        .setTo(10, NOW));
        CreditLeases leases = new CreditLeases(
                store.transactions(), store.plans(), store.credits(), Clock.fixed(NOW, ZoneOffset.UTC));
        List<CompletableFuture<CreditBalance>> answers = new ArrayList<>();
        List<Runnable> asked = new ArrayList<>();
        Balances balances = new Balances(leases, asked::add, _ -> 3);
        for (int i = 0; i < 1000; i++) {
            answers.add(balances.of(account));
        }

        assertEquals(1, asked.size());
        asked.removeFirst().run();
        for (CompletableFuture<CreditBalance> answer : answers) {
            assertEquals(Optional.of(13L), answer.get().left());
        }
        CompletableFuture<CreditBalance> _ = balances.of(account);
        assertEquals(1, asked.size());
    }
}
