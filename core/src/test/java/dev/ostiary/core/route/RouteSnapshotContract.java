package dev.ostiary.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.DeploymentSettings;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.store.RoutedStoreContract;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What nodes are told of organizations, of their own routes, and of who may pass there (S1.8, S1.18).
public abstract class RouteSnapshotContract extends RoutedStoreContract {
    private static final PolicySettings COMMON =
            new PolicySettings(AccessMode.OPTIONAL, List.of(Location.AGENT_ENDPOINT), KeySelection.ALL);

    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private Set<GatewayRoute> routes() {
        List<GatewayRoute> answer = store.dataPlane().routes().routes();
        Set<GatewayRoute> routes = Set.copyOf(answer);
        assertEquals(answer.size(), routes.size());
        return routes;
    }

    private static GatewayRoute expected(Organization organization, Route route, Optional<PolicySettings> policy) {
        return GatewayRoute.ofRoute(
                new RouteName.Own(organization.slug(), route.name()),
                new AccessTarget.OwnRoute(organization.id(), route.id()),
                route.settings(),
                policy);
    }

    /// Every organization is told of, by its present name, and no deleted one.
    @Test
    void routes_haveTheOrganizations() {
        Organization gone = organization("gone");
        store.organizations().delete(gone.id(), tick());
        Organization renamed = globex.renamed(new DisplayName("Globex Ltd"));
        store.organizations().update(renamed);

        List<Organization> told = store.dataPlane().routes().organizations();
        assertEquals(2, told.size());
        assertEquals(Set.of(acme, renamed), Set.copyOf(told));
    }

    /// A route without a policy is open; with the gateway's it obeys that; with one of its own, that one and no
    /// other (S1.8). Another organization's policies are nothing to it.
    @Test
    void routes_obeyTheNearestPolicy() {
        Route open = route(globex, "open");
        Route common = route(acme, "common");
        Route own = route(acme, "own");
        store.policies().insert(newPolicy(acme, "gateway", Optional.empty(), COMMON));
        Policy ownPolicy = policy(acme, "own", Optional.of(own));

        assertEquals(
                Set.of(
                        expected(globex, open, Optional.empty()),
                        expected(acme, common, Optional.of(COMMON)),
                        expected(acme, own, Optional.of(PolicySettings.DEFAULT))),
                routes());
        store.policies().delete(ownPolicy);
        assertEquals(
                Set.of(
                        expected(globex, open, Optional.empty()),
                        expected(acme, common, Optional.of(COMMON)),
                        expected(acme, own, Optional.of(COMMON))),
                routes());
    }

    /// When the last policy is deleted the route is open again; when the route is, it is gone (S1.18).
    @Test
    void routes_afterDelete_areOpenOrGone() {
        Route route = route(acme, "api");
        Policy common = newPolicy(acme, "gateway", Optional.empty(), COMMON);
        store.policies().insert(common);
        store.policies().delete(common);

        assertEquals(Set.of(expected(acme, route, Optional.empty())), routes());
        assertEquals(new AccessPolicy.Open(), routes().iterator().next().policy());
        store.routes().delete(route);
        assertEquals(Set.of(), routes());
    }

    private static DeploymentSettings secured(DeploymentSettings settings) {
        return new DeploymentSettings(
                settings.upstreams(),
                true,
                settings.cors(),
                settings.timeouts(),
                settings.headers(),
                settings.messages());
    }

    /// A gateway's policy is not for deployments, which have their own switch; what they say of other pages is
    /// told.
    @Test
    void routes_ofDeployments_areAsDeployed() {
        Deployment deployment =
                newDeployment(agent(acme, "support"), environment(acme, "production"), 1, secured(fullSettings()));
        store.deployments().insert(deployment);
        store.policies().insert(newPolicy(acme, "gateway", Optional.empty(), COMMON));

        GatewayRoute route = routes().iterator().next();
        assertEquals("acme/production/support", route.name().toString());
        assertEquals(Optional.of(CorsPolicy.EVERY_PAGE), route.settings().cors());
        assertEquals(Optional.of(deployment.settings().messages()), route.messages());
        assertEquals(
                new AccessPolicy.KeyRequired(
                        AccessMode.STRICT,
                        List.of(Location.AGENT_ENDPOINT),
                        KeySelection.ALL,
                        new AccessTarget.DeployedAgent(acme.id(), deployment.agent(), deployment.environment())),
                route.policy());
        assertEquals(Optional.of(deployment), store.deployments().find(acme.id(), deployment.id()));
    }

    /// Routes are told of from the oldest on, so that of two that match alike the older can come first.
    @Test
    void routes_areOldestFirst() {
        Route first = route(acme, "first");
        Route second = route(globex, "second");
        Route third = route(acme, "third");

        assertEquals(
                List.of(first.name(), second.name(), third.name()),
                store.dataPlane().routes().routes().stream()
                        .map(route -> ((RouteName.Own) route.name()).route())
                        .toList());
    }
}
