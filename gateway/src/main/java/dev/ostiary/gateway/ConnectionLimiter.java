package dev.ostiary.gateway;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts open connections, over all event loops, and says when there are enough.
final class ConnectionLimiter {
    private final int max;
    private final int maxPerAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<InetAddress, Integer> openByAddress = new ConcurrentHashMap<>();

    ConnectionLimiter(ClientLimits limits) {
        this.max = limits.maxConnections();
        this.maxPerAddress = limits.maxConnectionsPerAddress();
    }

    /// Counts a new connection; false when it is one too many, and not counted.
    boolean enter(ClientAddress client) {
        if (open.incrementAndGet() > max) {
            open.decrementAndGet();
            return false;
        }
        InetAddress address = client.address();
        if (maxPerAddress > 0 && address != null && openByAddress.merge(address, 1, Integer::sum) > maxPerAddress) {
            leave(client);
            return false;
        }
        return true;
    }

    /// A connection that was counted is closed.
    void leave(ClientAddress client) {
        open.decrementAndGet();
        InetAddress address = client.address();
        if (maxPerAddress > 0 && address != null) {
            openByAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    int open() {
        return open.get();
    }
}
