package dev.ostiary.gateway;

import dev.ostiary.core.access.KeyDirectory;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.Permit;
import dev.ostiary.core.key.KeyStatus;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.gateway.upstream.UpstreamNetwork;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// What all event loops of a gateway share. Nothing in it changes but behind [RouteTable] and [KeyDirectory].
record GatewayContext(
        GatewaySettings settings,
        Transport transport,
        RouteTable routes,
        KeyDirectory directory,
        BooleanSupplier readiness,
        Pepper pepper,
        Randomness randomness,
        Clock clock,
        UpstreamNetwork upstreamNetwork,
        ConnectionLimiter connections,
        AdmissionContext admission) {
    /// Whether the key that a request was let in by is still good: known, and neither revoked, disabled nor
    /// expired. True
    /// for a request that needed none.
    boolean isHeld(Permit permit, Instant instant) {
        KeyEntry key = permit.key();
        if (key == null) {
            return true;
        }
        KeyEntry present = directory.find(key.digest());
        return present != null
                && present.id().equals(key.id())
                && present.status(instant.toEpochMilli()) == KeyStatus.ACTIVE;
    }
}
