package dev.ostiary.gateway;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.gateway.clientapi.ClientApi;
import dev.ostiary.gateway.cors.CorsAnswers;
import java.util.List;

/// The way to the [ClientApi]: any valid key opens it, to its own organization's things, from any page.
record ClientApiDoor(ClientApi api) implements Destination {
    /// Where it is.
    static final String PATH = "/v1";

    private static final AccessPolicy POLICY = new AccessPolicy.KeyRequired(
            AccessMode.STRICT,
            List.of(Location.BEARER, Location.AGENT_ENDPOINT),
            KeySelection.ALL,
            new AccessTarget.ClientApi());
    private static final CredentialPlaces PLACES = CredentialPlaces.of(POLICY);
    private static final CorsAnswers CORS = new CorsAnswers(CorsPolicy.EVERY_PAGE);

    @Override
    public String name() {
        return "client-api";
    }

    @Override
    public AccessPolicy policy() {
        return POLICY;
    }

    @Override
    public CredentialPlaces places() {
        return PLACES;
    }

    @Override
    public RefusalDialect dialect() {
        return RefusalDialect.PROBLEM;
    }

    @Override
    public CorsAnswers cors() {
        return CORS;
    }

    @Override
    public int prefixLength() {
        return 0;
    }
}
