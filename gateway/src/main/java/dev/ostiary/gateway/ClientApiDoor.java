package dev.ostiary.gateway;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.access.CredentialErasure;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.credit.MeteredOrganization;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.route.RouteSnapshot;
import dev.ostiary.gateway.clientapi.ClientApi;
import dev.ostiary.gateway.cors.CorsAnswers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The way to the [ClientApi]: any valid key opens it, to its own organization's things, from any page. A message for
/// an agent goes on from here to the agent's live deployment, by the way that [#onward] tells: there the key is judged
/// once more, as one for that agent.
final class ClientApiDoor implements Destination {
    /// Where it is.
    static final String PATH = "/v1";

    private static final List<Location> LOCATIONS = List.of(Location.BEARER, Location.AGENT_ENDPOINT);
    private static final AccessPolicy POLICY = policyOf(new AccessTarget.ClientApi());
    private static final CredentialPlaces PLACES = CredentialPlaces.of(POLICY);
    private static final CorsAnswers CORS = new CorsAnswers(CorsPolicy.EVERY_PAGE);

    private final ClientApi api;
    private final Map<RouteName.Deployment, Route> messages = new HashMap<>();

    /// @param metered what is known of the plans of organizations that have one
    ClientApiDoor(RouteSnapshot snapshot, Map<OrganizationId, MeteredOrganization> metered) {
        this.api = new ClientApi(snapshot);
        for (GatewayRoute route : snapshot.routes()) {
            if (route.name() instanceof RouteName.Deployment name) {
                route.messages()
                        .ifPresent(path -> messages.put(
                                name,
                                Route.ofMessages(
                                        route, policyOf(route), CORS, path, metered.get(route.organization()))));
            }
        }
    }

    ClientApi api() {
        return api;
    }

    @Override
    public @Nullable Route onward(RequestPath path, String method, @Nullable KeyEntry key) {
        RouteName.Deployment recipient = key == null ? null : api.recipient(method, path.path(), path.query(), key);
        return recipient == null ? null : messages.get(recipient);
    }

    /// Who may send messages there: holders of a key for the agent; of any of the organization where the agent lets
    /// everyone in.
    private static AccessPolicy policyOf(GatewayRoute route) {
        return switch (route.policy()) {
            case AccessPolicy.KeyRequired required -> policyOf(required.target());
            case AccessPolicy.Open _ -> POLICY;
        };
    }

    private static AccessPolicy policyOf(AccessTarget target) {
        return new AccessPolicy.KeyRequired(AccessMode.STRICT, LOCATIONS, KeySelection.ALL, target);
    }

    /// A target without what its query says to the gateway.
    static String withoutOwnParameters(String target) {
        return CredentialErasure.fromTarget(target, ClientApi.ENVIRONMENT);
    }

    @Override
    public String name() {
        return "client-api";
    }

    @Override
    public @Nullable OrganizationId organization() {
        return null;
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
