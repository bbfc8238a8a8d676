package dev.ostiary.core.memory;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.DeployedRoute;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.node.DataPlaneSource;
import dev.ostiary.core.organization.Organization;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

final class InMemoryDataPlane implements DataPlaneSource {
    private final InMemoryTransactions rows;

    InMemoryDataPlane(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void forEachKey(Consumer<KeyEntry> consumer) {
        rows.read(InMemoryDataPlane::entries).forEach(consumer);
    }

    @Override
    public List<KeyEntry> keys(Collection<KeyId> ids) {
        Set<KeyId> wanted = Set.copyOf(ids);
        return rows.read(contents ->
                entries(contents).filter(key -> wanted.contains(key.id())).toList());
    }

    private static Stream<KeyEntry> entries(Contents contents) {
        return contents.keys().values().stream()
                .filter(key -> key.deletedAt().isEmpty()
                        && contents.organizations()
                                .containsKey(key.organization().value()))
                .map(KeyEntry::of);
    }

    @Override
    public List<DeployedRoute> routes() {
        return rows.read(contents -> InMemoryDeployments.live(contents)
                .flatMap(live -> route(contents, live).stream())
                .toList());
    }

    private static Optional<DeployedRoute> route(Contents contents, Deployment live) {
        Organization organization =
                contents.organizations().get(live.organization().value());
        Environment environment = contents.environments().get(live.environment().value());
        Agent agent = contents.agents().get(live.agent().value());
        if (organization == null || environment == null || agent == null) {
            return Optional.empty();
        }
        return Optional.of(new DeployedRoute(
                organization.slug(),
                environment.slug(),
                agent.slug(),
                new AccessTarget(organization.id(), agent.id(), environment.id()),
                live.upstream(),
                live.keySecurity()));
    }
}
