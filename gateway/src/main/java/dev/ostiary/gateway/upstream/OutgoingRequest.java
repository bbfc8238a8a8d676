package dev.ostiary.gateway.upstream;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A request on its way out, and what must be at hand of its body: what waits for a connection, and what was sent and
/// may have to be sent again. Of the latter no more than a little is kept, and only as long as there is need.
final class OutgoingRequest {
    private static final int MAX_KEPT = 64 * 1024;
    /// How often a request is sent again that the upstream surely did nothing of.
    private static final int MAX_REPLAYS = 3;

    private final HttpRequest head;
    private final boolean isHead;
    private @Nullable Deque<Piece> pieces;
    private int kept;
    private int replays;
    private boolean isComplete;
    /// Whether the connection it was sent on had served before.
    private boolean isReused;
    private boolean isKeeping;
    /// Whether something of the body was sent that was not kept.
    private boolean isSpent;

    OutgoingRequest(HttpRequest head) {
        this.head = head;
        this.isHead = head.method().equals(HttpMethod.HEAD);
    }

    /// A piece as it came. Sending moves the indexes of its buffer.
    private record Piece(HttpContent content, int reader, int writer) {
        static Piece of(HttpContent content) {
            return new Piece(
                    content, content.content().readerIndex(), content.content().writerIndex());
        }

        HttpContent rewound() {
            content.content().setIndex(reader, writer);
            return content;
        }
    }

    HttpRequest head() {
        return head;
    }

    boolean isHead() {
        return isHead;
    }

    /// Whether its last piece has come.
    boolean isComplete() {
        return isComplete;
    }

    boolean isReused() {
        return isReused;
    }

    /// Whether it makes no difference if it is carried out twice (RFC 9110, section 9.2.2).
    private boolean isIdempotent() {
        HttpMethod method = head.method();
        return method.equals(HttpMethod.GET)
                || method.equals(HttpMethod.HEAD)
                || method.equals(HttpMethod.PUT)
                || method.equals(HttpMethod.DELETE)
                || method.equals(HttpMethod.OPTIONS);
    }

    /// Sends a piece of the body, or holds it until there is a connection.
    void write(HttpContent content, @Nullable Carrier carrier) {
        isComplete |= content instanceof LastHttpContent;
        if (carrier == null) {
            pieces().add(Piece.of(content));
        } else {
            beforeSending(content);
            carrier.write(content);
        }
    }

    /// Sends all that is here of it, from the beginning.
    ///
    /// @param isUsed whether the connection has served before, and so may prove to be closed
    /// @param isDoubtful whether that is likely
    void sendTo(Carrier carrier, boolean isUsed, boolean isDoubtful) {
        isReused = isUsed;
        isKeeping = isUsed && (isDoubtful || isIdempotent());
        // What is let go while it is sent, because it is too much to keep, is only what was sent.
        Deque<Piece> unsent = pieces;
        pieces = null;
        carrier.writeHead(head, isDoubtful && !isIdempotent());
        boolean isEnded = false;
        while (unsent != null && !unsent.isEmpty()) {
            HttpContent content = unsent.remove().rewound();
            isEnded = content instanceof LastHttpContent;
            beforeSending(content);
            carrier.write(content);
        }
        if (isComplete && !isEnded) {
            carrier.write(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void beforeSending(HttpContent content) {
        if (isEmpty(content)) {
            return;
        }
        kept += content.content().readableBytes();
        if (kept > MAX_KEPT) {
            keepNoMore();
        }
        if (isKeeping) {
            pieces().add(Piece.of(content.retain()));
        } else {
            isSpent = true;
        }
    }

    /// Whether a piece says nothing, or only that it is the last.
    private static boolean isEmpty(HttpContent content) {
        return !content.content().isReadable()
                && !(content instanceof LastHttpContent last
                        && !last.trailingHeaders().isEmpty());
    }

    /// The head was sent: from now on the upstream may have begun to carry the request out.
    void headSent() {
        if (!isIdempotent()) {
            keepNoMore();
        }
    }

    /// Keeps nothing of what was sent any more.
    void keepNoMore() {
        isKeeping = false;
        if (pieces != null && !pieces.isEmpty()) {
            isSpent = true;
            release();
        }
    }

    /// Whether it is to be sent again, having been lost so.
    boolean maySendAgain(Loss loss) {
        boolean may = !isSpent
                && switch (loss) {
                    case UNPROCESSED -> replays < MAX_REPLAYS;
                    case SILENT -> replays == 0 && isReused && isIdempotent();
                    case BROKEN -> false;
                };
        replays++;
        kept = 0;
        return may;
    }

    /// Lets everything go that is at hand.
    void release() {
        if (pieces != null) {
            pieces.forEach(piece -> piece.content().release());
            pieces = null;
        }
    }

    private Deque<Piece> pieces() {
        if (pieces == null) {
            pieces = new ArrayDeque<>(2);
        }
        return pieces;
    }
}
