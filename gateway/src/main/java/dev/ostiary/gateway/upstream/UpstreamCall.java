package dev.ostiary.gateway.upstream;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request to an upstream. Made by [Upstreams], begun by [#start]; pieces of the body are written as they come.
/// Ends with the last piece of the response, with [UpstreamListener#failed], or with [#cancel].
public final class UpstreamCall {
    private static final String EVENT_STREAM = "text/event-stream";

    private final Upstreams upstreams;
    private final Balancer balancer;
    private final OutgoingRequest request;
    private final boolean isUpgrade;
    private final UpstreamListener listener;
    private final long startedAt;

    private Balancer.@Nullable Target at;
    private @Nullable Carrier carrier;
    /// Those that no connection could be made to.
    private @Nullable List<Endpoint> tried;
    private String target = "";
    private boolean isStarting;
    private boolean isTrial;
    /// Whether a connection that has served before will not do.
    private boolean isFresh;
    private boolean isResponseBegun;
    private boolean isEventStream;
    private boolean isOver;
    private boolean hasReachedAny;
    private long lastActivity;

    UpstreamCall(
            Upstreams upstreams, Balancer balancer, HttpRequest head, boolean isUpgrade, UpstreamListener listener) {
        this.upstreams = upstreams;
        this.balancer = balancer;
        this.request = new OutgoingRequest(head);
        this.isUpgrade = isUpgrade;
        this.listener = listener;
        this.startedAt = upstreams.now();
        this.lastActivity = startedAt;
    }

    /// Looks for a connection. One that is there already is written to at once, and flushed by [#flush].
    public void start() {
        target = request.head().uri();
        isStarting = true;
        balancer.send(this);
        isStarting = false;
    }

    /// Sends a piece of the request's body, or holds it until there is a connection. Takes it over.
    public void write(HttpContent content) {
        if (isOver) {
            content.release();
            return;
        }
        request.write(content, carrier);
    }

    /// Sends what was written.
    public void flush() {
        if (carrier != null) {
            carrier.flush();
        }
    }

    /// Whether more of the body can be taken now.
    public boolean isWritable() {
        return carrier != null && carrier.isWritable();
    }

    /// Reads on, or reads no more until told otherwise.
    public void setReading(boolean read) {
        if (carrier != null) {
            carrier.setReading(read);
        }
    }

    /// Gives the call up. Nothing is told to the listener any more. Does nothing when the call is over.
    public void cancel() {
        if (!isOver) {
            isOver = true;
            Carrier left = carrier;
            leave();
            if (left != null) {
                left.cancel();
            }
        }
    }

    /// Hands the connection over after a `101`, from within [UpstreamListener#response]: the HTTP codec is taken
    /// off, `reader` gets the bytes (`ByteBuf`) that come from now on, those that came with the `101` among them,
    /// and is told of the connection's end as any channel handler. The call is over; the channel is the caller's,
    /// to write bytes to and to close.
    public Channel becomeTunnel(ChannelHandler reader) {
        Carrier left = carrier;
        if (isOver || left == null) {
            throw new IllegalStateException("the call is over");
        }
        isOver = true;
        leave();
        return left.becomeTunnel(reader);
    }

    /// Fails the call if it has taken too long.
    ///
    /// @param lastClientActivity when the client was last heard of, in the time of [Upstreams#sweep]
    public void checkDeadlines(long now, long lastClientActivity) {
        if (isOver) {
            return;
        }
        long quiet = now - Math.max(lastClientActivity, lastActivity);
        UpstreamTimeouts timeouts = balancer.timeouts();
        Duration whole = timeouts.whole();
        boolean isAwaitingHead = request.isComplete() && !isResponseBegun;
        Duration limit =
                isAwaitingHead ? timeouts.response() : isEventStream ? timeouts.eventStreamIdle() : timeouts.idle();
        boolean isClientSlow = !request.isComplete() && isWritable();
        if (whole != null && now - startedAt > whole.toNanos()) {
            fail(ProblemCode.UPSTREAM_TIMEOUT, false);
        } else if (carrier == null) {
            // Name service and machines have the time to connect each; whoever waits longer waits for a stream.
            if (quiet > Math.max(limit.toNanos(), 4 * timeouts.connect().toNanos())) {
                fail(ProblemCode.UPSTREAM_UNREACHABLE, false);
            }
        } else if (quiet > limit.toNanos()) {
            fail(isClientSlow ? ProblemCode.REQUEST_TIMEOUT : ProblemCode.UPSTREAM_TIMEOUT, !isClientSlow);
        }
    }

    /// The balancer chose where it goes.
    void go(Balancer.Target chosen) {
        at = chosen;
        isTrial = chosen.endpoint().health().begin(upstreams.now());
        balancer.address(request.head(), target, chosen.url());
        chosen.endpoint().serve(this, isFresh);
    }

    /// A connection is there.
    ///
    /// @param isUsed whether it has served before
    /// @param isDoubtful whether it may be closed by now, so that what is sent on it is worth keeping for a while
    void carriedBy(Carrier found, boolean isUsed, boolean isDoubtful) {
        carrier = found;
        hasReachedAny = true;
        lastActivity = upstreams.now();
        request.sendTo(found, isUsed, isDoubtful);
        if (!isStarting) {
            found.flush();
            listener.writabilityChanged();
        }
    }

    void headSent() {
        request.headSent();
    }

    /// No connection to the machine could be made: another one may do.
    void connectFailed() {
        Balancer.Target failed = at;
        if (!isOver && failed != null) {
            if (tried == null) {
                tried = new ArrayList<>(2);
            }
            tried.add(failed.endpoint());
            isTrial = false;
            leaveTarget();
            balancer.send(this);
        }
    }

    boolean hasTried(Endpoint endpoint) {
        return tried != null && tried.contains(endpoint);
    }

    /// The connection is gone. What was surely not carried out, or may be carried out twice, is sent again.
    void lost(Loss loss) {
        if (isOver) {
            return;
        }
        carrier = null;
        if (!isResponseBegun && request.maySendAgain(loss)) {
            isFresh = loss == Loss.SILENT;
            leaveTarget();
            balancer.send(this);
        } else {
            fail(ProblemCode.UPSTREAM_CLOSED, loss == Loss.BROKEN || !request.isReused());
        }
    }

    /// Host and port of where it went, while it is under way; empty before and after.
    public String address() {
        Balancer.Target chosen = at;
        return chosen == null ? "" : chosen.url().uri().getRawAuthority();
    }

    /// Whether there ever was a connection to send it on.
    public boolean hasReachedAny() {
        return hasReachedAny;
    }

    UpstreamTimeouts timeouts() {
        return balancer.timeouts();
    }

    boolean isHead() {
        return request.isHead();
    }

    /// Whether the upstream is asked to switch to another protocol.
    boolean isUpgrade() {
        return isUpgrade;
    }

    boolean isRequestComplete() {
        return request.isComplete();
    }

    boolean isOver() {
        return isOver;
    }

    void interim(HttpResponse response) {
        lastActivity = upstreams.now();
        listener.interim(response);
    }

    void response(HttpResponse response) {
        lastActivity = upstreams.now();
        isResponseBegun = true;
        judge(response.status().code());
        request.keepNoMore();
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
        isEventStream = type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
        listener.response(response);
    }

    private void judge(int status) {
        Balancer.Target judged = at;
        if (judged != null) {
            isTrial = false;
            if (status >= 502 && status <= 504) {
                judged.endpoint().health().failed(upstreams.now());
            } else {
                judged.endpoint().health().succeeded();
            }
        }
    }

    /// The upstream speaks another protocol from here on.
    void switching(HttpResponse response) {
        judge(response.status().code());
        listener.response(response);
        fail(ProblemCode.UPSTREAM_INVALID);
    }

    void body(HttpContent content) {
        lastActivity = upstreams.now();
        listener.body(content);
    }

    /// The carrier is done with this call: what comes now is the last piece.
    void end(LastHttpContent last) {
        isOver = true;
        leave();
        listener.body(last);
    }

    void readComplete() {
        listener.readComplete();
    }

    void writabilityChanged() {
        listener.writabilityChanged();
    }

    /// Ends the call without the rest of the response, by the upstream's fault.
    void fail(ProblemCode problem) {
        fail(problem, true);
    }

    private void fail(ProblemCode problem, boolean isUpstreamAtFault) {
        if (isOver) {
            return;
        }
        isOver = true;
        Carrier left = carrier;
        if (isUpstreamAtFault && at != null) {
            isTrial = false;
            at.endpoint().health().failed(upstreams.now());
        }
        leave();
        if (left != null) {
            left.cancel();
        }
        listener.failed(problem);
    }

    private void leave() {
        carrier = null;
        leaveTarget();
        request.release();
    }

    private void leaveTarget() {
        Balancer.Target left = at;
        at = null;
        if (left == null) {
            balancer.leave(this);
        } else {
            left.endpoint().leave(this);
            if (isTrial) {
                isTrial = false;
                left.endpoint().health().trialAbandoned();
            }
        }
    }
}
