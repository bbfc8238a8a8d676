package dev.ostiary.core.memory;

import dev.ostiary.core.idempotency.IdempotencyStore;
import dev.ostiary.core.idempotency.KeptAnswer;
import dev.ostiary.core.idempotency.KnownCall;
import dev.ostiary.core.idempotency.RepeatableCall;
import java.time.Instant;
import java.util.Optional;

final class InMemoryIdempotency implements IdempotencyStore {
    private final InMemoryTransactions rows;

    InMemoryIdempotency(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public KnownCall begin(KnownCall call, Instant now) {
        return rows.change(contents -> contents.calls()
                .merge(name(call), call, (old, begun) -> old.endsAt().isAfter(now) ? old : begun));
    }

    @Override
    public boolean markDone(String actor, String claim, Instant endsAt) {
        return rows.change(contents -> {
            Optional<KnownCall> known = contents.calls().values().stream()
                    .filter(call ->
                            call.call().actor().equals(actor) && call.claim().equals(claim) && isOpen(call))
                    .findFirst();
            known.ifPresent(call -> contents.calls()
                    .put(name(call), new KnownCall(call.call(), claim, endsAt, Optional.of(KeptAnswer.UNKNOWN))));
            return known.isPresent();
        });
    }

    private static boolean isOpen(KnownCall call) {
        return call.answer().isEmpty() || call.answer().equals(Optional.of(KeptAnswer.UNKNOWN));
    }

    @Override
    public void finish(KnownCall call) {
        rows.write(contents -> contents.calls()
                .computeIfPresent(
                        name(call), (_, known) -> known.claim().equals(call.claim()) && isOpen(known) ? call : known));
    }

    @Override
    public void release(KnownCall call) {
        rows.write(contents ->
                contents.calls().computeIfPresent(name(call), (_, known) -> isSame(known, call) ? null : known));
    }

    @Override
    public void forgetEnded(Instant now) {
        rows.write(contents ->
                contents.calls().values().removeIf(known -> !known.endsAt().isAfter(now)));
    }

    private static boolean isSame(KnownCall known, KnownCall call) {
        return known.claim().equals(call.claim()) && known.answer().isEmpty();
    }

    private static String name(KnownCall call) {
        RepeatableCall repeatable = call.call();
        return repeatable.actor() + " " + repeatable.key();
    }
}
