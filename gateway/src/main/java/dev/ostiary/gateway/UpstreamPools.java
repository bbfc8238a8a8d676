package dev.ostiary.gateway;

import dev.ostiary.core.agent.UpstreamUrl;
import java.util.HashMap;
import java.util.Map;

/// The upstream connections of one event loop, by upstream.
final class UpstreamPools {
    private final GatewayLoop loop;
    private final GatewayContext gateway;
    private final Map<UpstreamUrl, UpstreamPool> pools = new HashMap<>();

    UpstreamPools(GatewayLoop loop, GatewayContext gateway) {
        this.loop = loop;
        this.gateway = gateway;
    }

    UpstreamPool of(UpstreamUrl upstream) {
        UpstreamPool pool = pools.get(upstream);
        if (pool == null) {
            pool = new UpstreamPool(upstream, loop, gateway);
            pools.put(upstream, pool);
        }
        return pool;
    }

    void evictIdle(long now) {
        pools.values().forEach(pool -> pool.evictIdle(now));
        pools.values().removeIf(UpstreamPool::isUnused);
    }

    /// Closes every connection that serves no exchange. One that serves an exchange ends with it.
    void closeAll() {
        pools.values().forEach(UpstreamPool::closeIdle);
    }
}
