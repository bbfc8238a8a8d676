package dev.ostiary.gateway.credit;

import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditBalance;
import dev.ostiary.core.credit.CreditLeases;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.ToLongFunction;

/// Asks the store how accounts stand, for everybody who wants to know of one at once: whoever asks in a flood does not
/// keep the store from those who pay.
final class Balances {
    private final CreditLeases leases;
    private final Executor askers;
    private final ToLongFunction<CreditAccountId> held;
    private final ConcurrentMap<CreditAccountId, CompletableFuture<CreditBalance>> asked = new ConcurrentHashMap<>();

    /// @param held how many of an account's credits this node has
    Balances(CreditLeases leases, Executor askers, ToLongFunction<CreditAccountId> held) {
        this.leases = leases;
        this.askers = askers;
        this.held = held;
    }

    CompletableFuture<CreditBalance> of(CreditAccountId id) {
        CompletableFuture<CreditBalance> answer = new CompletableFuture<>();
        CompletableFuture<CreditBalance> before = asked.putIfAbsent(id, answer);
        if (before != null) {
            return before;
        }
        try {
            askers.execute(() -> read(id, answer));
        } catch (RejectedExecutionException closing) {
            asked.remove(id, answer);
            answer.completeExceptionally(closing);
        }
        return answer;
    }

    private void read(CreditAccountId id, CompletableFuture<CreditBalance> answer) {
        // Who asks from now on may have paid for a call since.
        asked.remove(id, answer);
        try {
            CreditBalance balance = leases.balance(id);
            long more = held.applyAsLong(id);
            answer.complete(new CreditBalance(balance.plan(), balance.left().map(left -> Math.max(0, left + more))));
        } catch (RuntimeException failure) {
            answer.completeExceptionally(failure);
        }
    }
}
