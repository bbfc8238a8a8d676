package dev.ostiary.gateway;

import dev.ostiary.core.access.KeyDirectory;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.gateway.upstream.UpstreamNetwork;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What all event loops of a gateway share. Nothing in it changes but behind [RouteTable] and [KeyDirectory].
///
/// @param peppers those that digests in the directory may have in them at the start, newest first
record GatewayContext(
        GatewaySettings settings,
        Transport transport,
        RouteTable routes,
        KeyDirectory directory,
        BooleanSupplier readiness,
        List<Pepper> peppers,
        Randomness randomness,
        Clock clock,
        UpstreamNetwork upstreamNetwork,
        ConnectionLimiter connections,
        AdmissionContext admission,
        Metering metering) {}
