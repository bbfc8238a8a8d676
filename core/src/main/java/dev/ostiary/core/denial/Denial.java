package dev.ostiary.core.denial;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/// A request that a gateway denied, and the true reason, which the caller was not told.
///
/// @param requestId what the caller was given to ask by
/// @param organization whose route it was for
/// @param route what nodes call the route, such as `default/production/echo`
/// @param method the request's method, shortened
/// @param key the key it came with, when it was a known one of that organization
/// @param address where it came from, as text
public record Denial(
        String requestId,
        Instant at,
        OrganizationId organization,
        String route,
        String method,
        DenialReason reason,
        Optional<KeyId> key,
        String address) {}
