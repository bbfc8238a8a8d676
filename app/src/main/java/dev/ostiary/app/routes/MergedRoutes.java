package dev.ostiary.app.routes;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.node.RouteSink;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.route.RouteSnapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The routes of the database and those of a file, handed to the gateway as one. On an equal match the file's come
/// first.
/// Thread safe.
public final class MergedRoutes implements RouteSink {
    private static final Logger LOG = LoggerFactory.getLogger(MergedRoutes.class);
    private static final String ID_CHARACTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int ID_LENGTH = 26;

    private final RouteSink gateway;
    private final Set<Slug> reported = new HashSet<>();
    private RouteSnapshot stored = new RouteSnapshot(List.of(), List.of());
    private List<FileRoute> file = List.of();
    private boolean isLoaded;

    public MergedRoutes(RouteSink gateway) {
        this.gateway = gateway;
    }

    @Override
    public synchronized void replace(RouteSnapshot routes) {
        stored = routes;
        isLoaded = true;
        hand();
    }

    @Override
    public void creditsChanged(CreditAccountId account) {
        gateway.creditsChanged(account);
    }

    @Override
    public void creditsUnknown() {
        gateway.creditsUnknown();
    }

    /// Replaces the routes of the file.
    synchronized void replaceFile(List<FileRoute> routes) {
        file = List.copyOf(routes);
        reported.clear();
        if (isLoaded) {
            hand();
        }
    }

    private void hand() {
        Map<Slug, OrganizationId> organizations = new HashMap<>();
        for (Organization organization : stored.organizations()) {
            organizations.put(organization.slug(), organization.id());
        }
        List<GatewayRoute> merged = new ArrayList<>();
        for (FileRoute route : file) {
            OrganizationId organization = organizations.get(route.organization());
            if (organization != null) {
                merged.add(gatewayRoute(route, organization));
            } else if (reported.add(route.organization())) {
                LOG.atWarn()
                        .addKeyValue("organization", route.organization())
                        .addKeyValue("line", route.line())
                        .log("routes of an organization that does not exist are not served; create it or correct the"
                                + " routes file");
            }
        }
        merged.addAll(stored.routes());
        gateway.replace(new RouteSnapshot(stored.organizations(), merged, stored.metered()));
    }

    private static GatewayRoute gatewayRoute(FileRoute route, OrganizationId organization) {
        return GatewayRoute.ofRoute(
                new RouteName.Own(route.organization(), route.name()),
                new AccessTarget.OwnRoute(organization, id(route)),
                route.settings(),
                route.policy());
    }

    /// The same for the same name on every node and after every reload.
    private static RouteId id(FileRoute route) {
        byte[] hash = sha256("file:" + route.organization() + "/" + route.name());
        StringBuilder text = new StringBuilder(RouteId.PREFIX);
        for (int i = 0; i < ID_LENGTH; i++) {
            text.append(ID_CHARACTERS.charAt(hash[i] & 31));
        }
        return new RouteId(text.toString());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
