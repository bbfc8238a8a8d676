package dev.ostiary.gateway.upstream;

import dev.ostiary.core.agent.UpstreamUrl;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A scheme, host and port, and the machines that are behind it at present. A name is looked up off the event loop,
/// when it is used and the last answer is old; until the new answer is there the old one counts.
final class Origin {
    /// What makes two upstream addresses the same machines.
    record Key(Protocol protocol, String host, int port) {
        static Key of(UpstreamUrl url) {
            return new Key(Protocol.of(url), url.host().toLowerCase(Locale.ROOT), url.port());
        }
    }

    /// How a connection is begun.
    enum Protocol {
        HTTP1,
        TLS,
        HTTP2;

        static Protocol of(UpstreamUrl url) {
            return url.isTls() ? TLS : url.isHttp2() ? HTTP2 : HTTP1;
        }
    }

    private final Key key;
    private final Upstreams upstreams;
    private final List<Balancer> balancers = new ArrayList<>(1);
    private final boolean isName;
    private List<Endpoint> endpoints = List.of();
    private boolean isResolving;
    private boolean isKnown;
    private long knownSince;
    private int lookUps;

    Origin(Key key, Upstreams upstreams) {
        this.key = key;
        this.upstreams = upstreams;
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(key.host());
        this.isName = literal == null;
        if (literal != null) {
            try {
                replace(List.of(InetAddress.getByAddress(literal)));
            } catch (UnknownHostException wrongLength) {
                throw new IllegalStateException("an address has four or sixteen bytes", wrongLength);
            }
        }
    }

    Key key() {
        return key;
    }

    boolean isName() {
        return isName;
    }

    /// Whether its machines are being looked for and none is known.
    boolean isAwaited() {
        return isResolving && !isKnown;
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    void add(Balancer balancer) {
        balancers.add(balancer);
    }

    void remove(Balancer balancer) {
        balancers.remove(balancer);
    }

    boolean isUnused() {
        return balancers.isEmpty() && endpoints.stream().allMatch(Endpoint::isUnused);
    }

    /// Looks the name up, if that was not done lately.
    void refresh(UpstreamTimeouts timeouts) {
        long ttl = upstreams.network().settings().nameTtl().toNanos();
        if (isName && !isResolving && (!isKnown || upstreams.now() - knownSince > ttl)) {
            isResolving = true;
            int lookUp = ++lookUps;
            Thread.ofVirtual().name("resolver").start(() -> resolve(lookUp));
            var unused = upstreams
                    .eventLoop()
                    .schedule(() -> resolved(lookUp, null), timeouts.connect().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /// What is known of the name led nowhere.
    void doubt() {
        knownSince = upstreams.now() - upstreams.network().settings().nameTtl().toNanos() - 1;
    }

    private void resolve(int lookUp) {
        List<InetAddress> answer = null;
        try {
            answer = List.copyOf(upstreams.network().resolver().resolve(key.host()));
        } catch (UnknownHostException | RuntimeException unknown) {
            // Told to those who wait by there being no answer.
        }
        List<InetAddress> found = answer;
        upstreams.eventLoop().execute(() -> resolved(lookUp, found));
    }

    private void resolved(int lookUp, @Nullable List<InetAddress> answer) {
        if (lookUp != lookUps || !isResolving) {
            return;
        }
        isResolving = false;
        knownSince = upstreams.now();
        if (answer != null && !answer.isEmpty()) {
            isKnown = true;
            replace(answer);
        }
        List.copyOf(balancers).forEach(Balancer::originChanged);
    }

    private void replace(List<InetAddress> answer) {
        UpstreamReach reach = upstreams.network().settings().reach();
        List<Endpoint> present = new ArrayList<>(answer.size());
        for (InetAddress address : new LinkedHashSet<>(answer)) {
            if (reach.includes(address)) {
                present.add(endpoint(new InetSocketAddress(address, key.port())));
            }
        }
        List<Endpoint> former = endpoints;
        endpoints = List.copyOf(present);
        for (Endpoint endpoint : former) {
            if (!endpoints.contains(endpoint)) {
                endpoint.retire();
            }
        }
    }

    private Endpoint endpoint(InetSocketAddress address) {
        for (Endpoint known : endpoints) {
            if (known.address().equals(address)) {
                return known;
            }
        }
        return new Endpoint(this, address, upstreams);
    }
}
