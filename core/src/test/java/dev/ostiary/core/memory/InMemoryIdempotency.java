package dev.ostiary.core.memory;

import dev.ostiary.core.idempotency.IdempotencyStore;
import dev.ostiary.core.idempotency.KnownCall;
import dev.ostiary.core.idempotency.RepeatableCall;
import java.time.Instant;

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
    public void finish(KnownCall call) {
        rows.write(contents ->
                contents.calls().computeIfPresent(name(call), (_, known) -> isSame(known, call) ? call : known));
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
