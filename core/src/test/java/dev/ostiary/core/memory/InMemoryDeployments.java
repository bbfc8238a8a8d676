package dev.ostiary.core.memory;

import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.DeploymentStore;
import dev.ostiary.core.agent.SettingsDraft;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.StoreException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

final class InMemoryDeployments implements DeploymentStore {
    private final InMemoryTransactions rows;

    /// An agent in an environment.
    record Pair(AgentId agent, EnvironmentId environment) {}

    InMemoryDeployments(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Deployment deployment) {
        rows.write(contents -> {
            if (contents.deployments().values().stream().anyMatch(other -> isSameRevision(deployment, other))) {
                throw new StoreException(
                        "two revisions of one number",
                        new IllegalStateException(deployment.id().value()));
            }
            contents.deployments().put(deployment.id().value(), deployment);
        });
    }

    private static boolean isSameRevision(Deployment one, Deployment other) {
        return one.agent().equals(other.agent())
                && one.environment().equals(other.environment())
                && one.revision() == other.revision();
    }

    @Override
    public void undeploy(OrganizationId organization, DeploymentId id, Instant at) {
        rows.write(contents -> byId(contents, organization, id)
                .ifPresent(found -> contents.deployments().put(id.value(), found.undeployed(at))));
    }

    @Override
    public int newestRevision(OrganizationId organization, AgentId agent, EnvironmentId environment) {
        return rows.read(contents -> contents.deployments().values().stream()
                .filter(row -> row.organization().equals(organization)
                        && row.agent().equals(agent)
                        && row.environment().equals(environment))
                .mapToInt(Deployment::revision)
                .max()
                .orElse(0));
    }

    @Override
    public Optional<Deployment> find(OrganizationId organization, DeploymentId id) {
        return rows.read(contents -> byId(contents, organization, id));
    }

    @Override
    public Optional<Deployment> find(
            OrganizationId organization, AgentId agent, EnvironmentId environment, int revision) {
        return rows.read(contents -> contents.deployments().values().stream()
                .filter(row -> isOf(row, organization, agent)
                        && row.environment().equals(environment)
                        && row.revision() == revision)
                .findFirst());
    }

    @Override
    public Optional<Deployment> findLive(OrganizationId organization, AgentId agent, EnvironmentId environment) {
        return listLive(organization, agent).stream()
                .filter(row -> row.environment().equals(environment))
                .findFirst();
    }

    @Override
    public Optional<SettingsDraft> findDraft(OrganizationId organization, AgentId agent, EnvironmentId environment) {
        return rows.read(contents -> Optional.ofNullable(contents.drafts().get(new Pair(agent, environment)))
                .filter(draft -> draft.organization().equals(organization)));
    }

    @Override
    public void putDraft(SettingsDraft draft) {
        rows.write(contents -> contents.drafts()
                .merge(
                        new Pair(draft.agent(), draft.environment()),
                        draft,
                        (before, after) -> before.organization().equals(after.organization()) ? after : before));
    }

    private static boolean isOf(Deployment row, OrganizationId organization, AgentId agent) {
        return row.organization().equals(organization) && row.agent().equals(agent);
    }

    @Override
    public Page<Deployment> list(
            OrganizationId organization, AgentId agent, Optional<EnvironmentId> environment, PageRequest page) {
        return rows.read(contents -> Contents.page(
                contents.deployments(),
                row -> isOf(row, organization, agent)
                        && environment.orElse(row.environment()).equals(row.environment()),
                page));
    }

    @Override
    public List<Deployment> listLive(OrganizationId organization, AgentId agent) {
        return rows.read(contents ->
                live(contents).filter(row -> isOf(row, organization, agent)).toList());
    }

    @Override
    public boolean isInUse(OrganizationId organization, EnvironmentId environment) {
        return rows.read(contents -> live(contents)
                .anyMatch(row -> row.organization().equals(organization)
                        && row.environment().equals(environment)));
    }

    /// The newest revision of each pair of agent and environment, unless that one was undeployed.
    static Stream<Deployment> live(Contents contents) {
        Map<List<Object>, Deployment> newest = new HashMap<>();
        for (Deployment row : contents.deployments().values()) {
            newest.merge(
                    List.of(row.organization(), row.agent(), row.environment()),
                    row,
                    BinaryOperator.maxBy(Comparator.comparingInt(Deployment::revision)));
        }
        return newest.values().stream().filter(row -> row.undeployedAt().isEmpty());
    }

    private static Optional<Deployment> byId(Contents contents, OrganizationId organization, DeploymentId id) {
        return Optional.ofNullable(contents.deployments().get(id.value()))
                .filter(row -> row.organization().equals(organization));
    }
}
