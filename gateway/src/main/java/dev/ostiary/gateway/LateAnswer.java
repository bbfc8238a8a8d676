package dev.ostiary.gateway;

import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The answer that a request still waits for. On its event loop only.
final class LateAnswer {
    private boolean isDropped;

    private LateAnswer() {}

    /// Tells the answer, on the event loop, when it is there.
    static LateAnswer of(
            CompletableFuture<Admission.Outcome> outcome, EventLoop loop, Consumer<Admission.Outcome> told) {
        LateAnswer late = new LateAnswer();
        CompletableFuture<Void> _ = outcome.thenAcceptAsync(
                there -> {
                    if (!late.isDropped) {
                        told.accept(there);
                    } else if (there instanceof Admission.Outcome.Answer(var response)) {
                        ReferenceCountUtil.release(response);
                    }
                },
                loop);
        return late;
    }

    /// Nobody waits for it any more.
    void drop() {
        isDropped = true;
    }
}
