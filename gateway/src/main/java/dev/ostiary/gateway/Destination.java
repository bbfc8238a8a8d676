package dev.ostiary.gateway;

import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.gateway.cors.CorsAnswers;
import org.jspecify.annotations.Nullable;

/// Where a request is going, and by which rules.
sealed interface Destination permits Route, ClientApiDoor {
    /// What it is called in logs and metrics.
    String name();

    /// Who may pass.
    AccessPolicy policy();

    /// Where the policy reads credentials.
    CredentialPlaces places();

    /// How refusals are written.
    RefusalDialect dialect();

    /// From which pages browsers may call; null when that is not the gateway's business.
    @Nullable
    CorsAnswers cors();

    /// How much of the path is the route's and not the upstream's.
    int prefixLength();
}
