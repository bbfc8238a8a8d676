package dev.ostiary.gateway;

import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.gateway.cors.CorsAnswers;
import org.jspecify.annotations.Nullable;

/// Where a request is going, and by which rules.
sealed interface Destination permits Route, ClientApiDoor {
    /// What it is called in logs and metrics.
    String name();

    /// Whose it is; null when that depends on who comes.
    @Nullable
    OrganizationId organization();

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

    /// What scopes are judged by: the path that the upstream is asked, below its own base, without the query.
    default String pathOf(RequestPath path) {
        String below = path.after(prefixLength());
        int query = below.indexOf('?');
        return query < 0 ? below : below.substring(0, query);
    }

    /// The route that a request with that key takes from here; null when it goes no further.
    ///
    /// @param key null for a request without one
    @Nullable
    Route onward(RequestPath path, String method, @Nullable KeyEntry key);
}
