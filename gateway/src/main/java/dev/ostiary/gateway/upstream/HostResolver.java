package dev.ostiary.gateway.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a host. May block: it is asked off the event loops, by many threads at once.
@FunctionalInterface
public interface HostResolver {
    /// The system's. The JVM keeps its answers for as long as `networkaddress.cache.ttl` says, which whoever starts
    /// it sets to a second.
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /// The present addresses, at least one.
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
