package dev.ostiary.core.memory;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.KeyRow;
import dev.ostiary.core.access.KeySink;
import dev.ostiary.core.access.RetiredSecret;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.node.DataPlaneSource;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.Policy;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.route.RouteSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

final class InMemoryDataPlane implements DataPlaneSource {
    private final InMemoryTransactions rows;

    InMemoryDataPlane(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void readKeys(KeySink sink) {
        rows.read(InMemoryDataPlane::keys).forEach(sink::take);
    }

    @Override
    public List<KeyEntry> keys(Collection<KeyId> ids) {
        Set<KeyId> wanted = Set.copyOf(ids);
        return rows.read(contents -> keys(contents)
                .map(KeyRow::entry)
                .filter(key -> wanted.contains(key.id()))
                .toList());
    }

    @Override
    public List<RetiredSecret> retiredSecrets(Collection<KeyId> ids, Instant since) {
        Set<KeyId> wanted = Set.copyOf(ids);
        return retiredSecrets(since).stream()
                .filter(secret -> wanted.contains(secret.key()))
                .toList();
    }

    @Override
    public List<RetiredSecret> retiredSecrets(Instant since) {
        return rows.read(contents -> contents.replacedSecrets().values().stream()
                .filter(secret -> secret.acceptedUntil().isAfter(since))
                .map(secret -> new RetiredSecret(
                        secret.secret().digest(),
                        secret.key(),
                        secret.acceptedUntil().toEpochMilli()))
                .toList());
    }

    private static Stream<KeyRow> keys(Contents contents) {
        Stream<KeyRow> keys = contents.keys().values().stream()
                .filter(key -> key.deletedAt().isEmpty() && isThere(contents, key.organization()))
                .map(KeyRow::of);
        Stream<KeyRow> testKeys = contents.testKeys().values().stream()
                .filter(key -> isThere(contents, key.organization()))
                .map(KeyRow::of);
        return Stream.concat(keys, testKeys);
    }

    private static boolean isThere(Contents contents, OrganizationId organization) {
        return contents.organizations().containsKey(organization.value());
    }

    @Override
    public RouteSnapshot routes() {
        return rows.read(contents -> new RouteSnapshot(
                List.copyOf(contents.organizations().values()),
                Stream.concat(
                                InMemoryDeployments.live(contents).flatMap(live -> route(contents, live).stream()),
                                contents.routes().values().stream().flatMap(own -> route(contents, own).stream()))
                        .toList(),
                InMemoryCredits.metered(contents)));
    }

    private static Optional<GatewayRoute> route(Contents contents, Deployment live) {
        Organization organization =
                contents.organizations().get(live.organization().value());
        Environment environment = contents.environments().get(live.environment().value());
        Agent agent = contents.agents().get(live.agent().value());
        if (organization == null || environment == null || agent == null) {
            return Optional.empty();
        }
        return Optional.of(GatewayRoute.ofDeployment(
                new RouteName.Deployment(organization.slug(), environment.slug(), agent.slug()),
                new AccessTarget.DeployedAgent(organization.id(), agent.id(), environment.id()),
                agent.kind(),
                live.settings()));
    }

    private static Optional<GatewayRoute> route(Contents contents, Route own) {
        Organization organization =
                contents.organizations().get(own.organization().value());
        return Optional.ofNullable(organization)
                .map(known -> GatewayRoute.ofRoute(
                        new RouteName.Own(known.slug(), own.name()),
                        new AccessTarget.OwnRoute(known.id(), own.id()),
                        own.settings(),
                        InMemoryPolicies.holdingFor(contents, own).map(Policy::settings)));
    }

    @Override
    public void atOneMoment(Runnable readings) {
        rows.atOneMoment(readings);
    }
}
