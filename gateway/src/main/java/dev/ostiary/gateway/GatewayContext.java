package dev.ostiary.gateway;

import dev.ostiary.core.access.KeyDirectory;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.gateway.upstream.UpstreamNetwork;
import java.time.Clock;
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
        AdmissionContext admission) {}
