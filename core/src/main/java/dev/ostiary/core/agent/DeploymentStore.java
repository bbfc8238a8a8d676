package dev.ostiary.core.agent;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps deployments, and the settings that the next of each pair of agent and environment will have. Every method sees
/// one organization only.
public interface DeploymentStore {
    /// Adds a revision; its number is one more than [#newestRevision], read in a transaction that holds the agent.
    void insert(Deployment deployment);

    /// Marks a revision as taken off.
    void undeploy(OrganizationId organization, DeploymentId id, Instant at);

    /// The number of the newest revision of the agent in the environment, undeployed or not; 0 before the first.
    int newestRevision(OrganizationId organization, AgentId agent, EnvironmentId environment);

    Optional<Deployment> find(OrganizationId organization, DeploymentId id);

    /// The revision of that number.
    Optional<Deployment> find(OrganizationId organization, AgentId agent, EnvironmentId environment, int revision);

    /// The revision that is obeyed: the newest, unless it is undeployed.
    Optional<Deployment> findLive(OrganizationId organization, AgentId agent, EnvironmentId environment);

    /// All revisions of an agent, newest first.
    ///
    /// @param environment in that one only; in all when empty
    Page<Deployment> list(
            OrganizationId organization, AgentId agent, Optional<EnvironmentId> environment, PageRequest page);

    /// All revisions of an agent in every environment, newest first.
    default Page<Deployment> list(OrganizationId organization, AgentId agent, PageRequest page) {
        return list(organization, agent, Optional.empty(), page);
    }

    /// The revisions that are obeyed: the newest of each environment that is not undeployed.
    List<Deployment> listLive(OrganizationId organization, AgentId agent);

    /// Whether any agent is deployed in the environment.
    boolean isInUse(OrganizationId organization, EnvironmentId environment);

    /// The settings that the next deployment will have; empty while nobody has edited any. Read in a transaction
    /// that holds the agent by who is to replace them.
    Optional<SettingsDraft> findDraft(OrganizationId organization, AgentId agent, EnvironmentId environment);

    /// Puts settings in the place of those of the version before.
    void putDraft(SettingsDraft draft);
}
