package dev.ostiary.gateway.upstream;

import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.problem.ProblemCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Spreads the calls of one event loop over the machines of a group: of two that are well, the one with fewer calls
/// under way. When none is well, each is tried all the same.
final class Balancer {
    /// A machine, and the upstream address that leads there.
    record Target(UpstreamUrl url, Endpoint endpoint) {}

    private final UpstreamGroup group;
    private final Upstreams upstreams;
    private final UpstreamTimeouts timeouts;
    private final List<Origin> origins = new ArrayList<>(1);
    private final boolean hasNames;
    private final Deque<UpstreamCall> waiting = new ArrayDeque<>(2);
    private List<Target> targets = List.of();
    private int next;
    private int scatter = 1;
    private long lastUsed;

    Balancer(UpstreamGroup group, Upstreams upstreams) {
        this.group = group;
        this.upstreams = upstreams;
        this.timeouts = upstreams.network().settings().timeouts().with(group.timeouts());
        this.lastUsed = upstreams.now();
        for (UpstreamUrl url : group.addresses()) {
            Origin origin = upstreams.origin(Origin.Key.of(url));
            origin.add(this);
            origins.add(origin);
        }
        this.hasNames = origins.stream().anyMatch(Origin::isName);
        refreshTargets();
    }

    UpstreamTimeouts timeouts() {
        return timeouts;
    }

    /// Makes a request that was meant for the group's first address into one for the chosen.
    void address(HttpRequest request, String target, UpstreamUrl chosen) {
        if (group.addresses().size() > 1) {
            int base = group.addresses().getFirst().basePath().length();
            request.setUri(chosen.basePath().concat(target.substring(base)));
            request.headers().set(HttpHeaderNames.HOST, chosen.uri().getRawAuthority());
        }
    }

    /// Sends the call to a machine that it was not sent to yet, now or when one is known.
    void send(UpstreamCall call) {
        lastUsed = upstreams.now();
        if (hasNames) {
            origins.forEach(origin -> origin.refresh(timeouts));
        }
        place(call);
    }

    private void place(UpstreamCall call) {
        Target target = pick(call);
        if (target != null) {
            call.go(target);
        } else if (hasNames && origins.stream().anyMatch(Origin::isAwaited)) {
            waiting.add(call);
        } else {
            call.fail(ProblemCode.UPSTREAM_UNREACHABLE);
        }
    }

    /// The call waits no more.
    void leave(UpstreamCall call) {
        waiting.remove(call);
    }

    /// The machines behind one of the addresses are others, or were looked for in vain.
    void originChanged() {
        refreshTargets();
        List<UpstreamCall> waited = List.copyOf(waiting);
        waiting.clear();
        waited.forEach(this::place);
    }

    private void refreshTargets() {
        List<Target> present = new ArrayList<>();
        for (int i = 0; i < origins.size(); i++) {
            UpstreamUrl url = group.addresses().get(i);
            for (Endpoint endpoint : origins.get(i).endpoints()) {
                present.add(new Target(url, endpoint));
            }
        }
        targets = List.copyOf(present);
    }

    private @Nullable Target pick(UpstreamCall call) {
        int count = targets.size();
        if (count == 1) {
            Target only = targets.getFirst();
            return call.hasTried(only.endpoint()) ? null : only;
        }
        if (count == 0) {
            return null;
        }
        List<Target> well = usable(call, true);
        List<Target> usable = well.isEmpty() ? usable(call, false) : well;
        int choices = usable.size();
        if (choices <= 1) {
            return choices == 0 ? null : usable.getFirst();
        }
        next = (next + 1) % choices;
        Target one = usable.get(next);
        Target two = usable.get((next + 1 + scattered(choices - 1)) % choices);
        return two.endpoint().outstanding() < one.endpoint().outstanding() ? two : one;
    }

    /// Something below the bound: a linear congruence is random enough to not always pair the same two.
    private int scattered(int bound) {
        scatter = scatter * 1_103_515_245 + 12_345;
        return (scatter >>> 16) % bound;
    }

    /// Those that were not tried by this call, and that are well if that is asked for.
    private List<Target> usable(UpstreamCall call, boolean isWell) {
        List<Target> usable = new ArrayList<>(targets.size());
        for (Target target : targets) {
            if (!call.hasTried(target.endpoint())
                    && (!isWell || target.endpoint().health().mayServe(upstreams.now()))) {
                usable.add(target);
            }
        }
        return usable;
    }

    /// Forgets what was not used for long.
    boolean retireIfUnused(long now, long nanos) {
        boolean isUnused = waiting.isEmpty()
                && now - lastUsed > nanos
                && targets.stream().allMatch(target -> target.endpoint().isUnused());
        if (isUnused) {
            origins.forEach(origin -> origin.remove(this));
        }
        return isUnused;
    }
}
