package dev.ostiary.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A call of a test's, and what came of it.
final class Call implements UpstreamListener {
    /// What came: a response with all of its body, or a problem.
    record Result(
            @Nullable ProblemCode problem,
            int status,
            @Nullable HttpHeaders headers,
            String body,
            @Nullable HttpHeaders trailers) {}

    final CountDownLatch responseCame = new CountDownLatch(1);
    final AtomicLong received = new AtomicLong();
    final List<Integer> interim = new ArrayList<>();
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final StringBuilder body = new StringBuilder();
    private @Nullable UpstreamCall upstream;
    private @Nullable HttpResponse response;
    private Consumer<UpstreamCall> onResponse = _ -> {};
    private Runnable onWritable = () -> {};

    void began(UpstreamCall call, Consumer<UpstreamCall> action) {
        upstream = call;
        onResponse = action;
    }

    UpstreamCall upstream() {
        if (upstream == null) {
            throw new AssertionError("not begun");
        }
        return upstream;
    }

    void onWritable(Runnable action) {
        onWritable = action;
    }

    void whenOver(Runnable action) {
        result.whenComplete((_, _) -> action.run());
    }

    /// What came in the end; waits ten seconds at most.
    Result result() throws Exception {
        return result.get(10, TimeUnit.SECONDS);
    }

    boolean isOver() {
        return result.isDone();
    }

    int status() throws Exception {
        Result came = result();
        if (came.problem() != null) {
            throw new AssertionError("failed: " + came.problem());
        }
        return came.status();
    }

    @Nullable
    ProblemCode problem() throws Exception {
        return result().problem();
    }

    @Override
    public void interim(HttpResponse head) {
        interim.add(head.status().code());
    }

    @Override
    public void response(HttpResponse head) {
        response = head;
        onResponse.accept(upstream());
        responseCame.countDown();
    }

    @Override
    public void body(HttpContent content) {
        received.addAndGet(content.content().readableBytes());
        if (body.length() < 1_000_000) {
            body.append(content.content().toString(ISO_8859_1));
        }
        if (content instanceof LastHttpContent last) {
            HttpResponse head = response;
            if (head == null) {
                throw new AssertionError("a body without a head");
            }
            result.complete(
                    new Result(null, head.status().code(), head.headers(), body.toString(), last.trailingHeaders()));
        }
        content.release();
    }

    @Override
    public void readComplete() {
        // Nothing is written on.
    }

    @Override
    public void writabilityChanged() {
        onWritable.run();
    }

    @Override
    public void failed(ProblemCode problem) {
        result.complete(new Result(problem, 0, null, body.toString(), null));
    }
}
