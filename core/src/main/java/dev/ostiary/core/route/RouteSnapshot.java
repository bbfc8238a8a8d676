package dev.ostiary.core.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.credit.MeteredOrganization;
import dev.ostiary.core.organization.Organization;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything a node must know to route: loaded and replaced as a whole.
///
/// @param organizations all that are not deleted
/// @param routes every live deployment, then every route of theirs, the oldest first
/// @param metered those of the organizations that have a plan
public record RouteSnapshot(
        List<Organization> organizations, List<GatewayRoute> routes, List<MeteredOrganization> metered) {
    public RouteSnapshot {
        organizations = List.copyOf(organizations);
        routes = List.copyOf(routes);
        metered = List.copyOf(metered);
    }

    /// Of organizations without plans.
    public RouteSnapshot(List<Organization> organizations, List<GatewayRoute> routes) {
        this(organizations, routes, List.of());
    }

    /// A number that two snapshots share when they hold the same organizations and routes.
    public long fingerprint() {
        String texts = Stream.of(
                        organizations.stream().map(own -> own.id() + " " + own.slug()),
                        routes.stream().map(RouteSnapshot::canonicalText),
                        metered.stream().map(MeteredOrganization::toString))
                .flatMap(Function.identity())
                .sorted()
                .collect(Collectors.joining("\n"));
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha256.digest(texts.getBytes(UTF_8))).getLong();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    /// Sets are put in order, for theirs is another in every process.
    private static String canonicalText(GatewayRoute route) {
        String policy = switch (route.policy()) {
            case AccessPolicy.KeyRequired(var mode, var locations, KeySelection.Named(var names), var target) ->
                String.join(" ", mode.name(), locations.toString(), new TreeSet<>(names).toString(), target.toString());
            case AccessPolicy.KeyRequired _, AccessPolicy.Open _ ->
                route.policy().toString();
        };
        return String.join(
                " ",
                route.name().toString(),
                route.organization().toString(),
                route.settings().toString(),
                policy,
                route.messages().map(Object::toString).orElse(""));
    }
}
