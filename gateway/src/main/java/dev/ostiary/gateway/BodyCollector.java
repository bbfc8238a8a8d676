package dev.ostiary.gateway;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;

/// Collects the body of a request that cannot be judged without it.
final class BodyCollector {
    private static final int FIRST_SIZE = 1024;

    private final IncomingRequest request;
    private final ClientAddress address;
    private final String requestId;
    private final Admission.Outcome.NeedsBody needed;
    private final long since;
    private final ByteBuf body;

    BodyCollector(
            IncomingRequest request,
            ClientAddress address,
            String requestId,
            Admission.Outcome.NeedsBody needed,
            long now,
            ByteBufAllocator allocator) {
        this.request = request;
        this.address = address;
        this.requestId = requestId;
        this.needed = needed;
        this.since = now;
        this.body = allocator.buffer(Math.min(FIRST_SIZE, needed.limit()), needed.limit());
    }

    /// How the collecting goes.
    enum Progress {
        GOING_ON,
        COMPLETE,
        TOO_LARGE,
        BROKEN
    }

    /// Takes a piece in. Its buffer is let go.
    Progress add(HttpContent content) {
        try {
            if (content.decoderResult().isFailure()) {
                return Progress.BROKEN;
            }
            if (content.content().readableBytes() > needed.limit() - body.readableBytes()) {
                return Progress.TOO_LARGE;
            }
            body.writeBytes(content.content());
            return content instanceof LastHttpContent ? Progress.COMPLETE : Progress.GOING_ON;
        } finally {
            content.release();
        }
    }

    /// How to say that it could not be had.
    Refusal failure(ProblemCode problem) {
        return needed.failure(problem, request.headers());
    }

    IncomingRequest request() {
        return request;
    }

    /// Who sent it, as admission says.
    ClientAddress address() {
        return address;
    }

    String requestId() {
        return requestId;
    }

    /// What was collected. It is the collector's until it is released.
    ByteBuf body() {
        return body;
    }

    /// Whether the body takes longer than it may: it has to come within the time that the head has.
    boolean isOverdue(long now, long timeoutNanos) {
        return now - since > timeoutNanos;
    }

    void release() {
        body.release();
    }
}
