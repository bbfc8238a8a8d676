package dev.ostiary.control.rest;

import dev.ostiary.control.wiring.Installation;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.DeploymentStore;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells of deployments what callers want to know: slugs for identifiers, the URL, and whether the gateway obeys them.
public final class DeploymentBodies {
    private final DeploymentStore deployments;
    private final EnvironmentStore environments;
    private final Installation installation;

    DeploymentBodies(Store store, Installation installation) {
        this.deployments = store.deployments();
        this.environments = store.environments();
        this.installation = installation;
    }

    /// Tells of each revision of a part of a listing.
    public Page<DeploymentBody> of(Organization organization, Agent agent, Page<Deployment> page) {
        Set<DeploymentId> live = live(agent);
        Map<EnvironmentId, Optional<Environment>> found = new HashMap<>();
        return page.map(deployment -> body(
                organization,
                agent,
                found.computeIfAbsent(deployment.environment(), id -> environments.find(organization.id(), id)),
                deployment,
                status(deployment, live.contains(deployment.id())),
                changes(deployment, before(deployment, page)),
                Optional.empty()));
    }

    /// The revision before, which most often is in the same part of the listing.
    private Optional<Deployment> before(Deployment deployment, Page<Deployment> page) {
        return page.items().stream()
                .filter(other -> other.environment().equals(deployment.environment())
                        && other.revision() == deployment.revision() - 1)
                .findFirst()
                .or(() -> before(deployment));
    }

    /// The revision before.
    Optional<Deployment> before(Deployment deployment) {
        return deployment.revision() == 1
                ? Optional.empty()
                : deployments.find(
                        deployment.organization(),
                        deployment.agent(),
                        deployment.environment(),
                        deployment.revision() - 1);
    }

    private static List<FieldChangeBody> changes(Deployment deployment, Optional<Deployment> before) {
        return before.map(earlier -> FieldChangeBody.of(AuditChanges.between(
                        earlier.settings().texts(), deployment.settings().texts())))
                .orElse(List.of());
    }

    DeploymentBody of(Organization organization, Agent agent, Deployment deployment) {
        return body(
                organization,
                agent,
                environments.find(organization.id(), deployment.environment()),
                deployment,
                status(deployment, live(agent).contains(deployment.id())),
                changes(deployment, before(deployment)),
                Optional.empty());
    }

    /// The answer to deploying. A later deployment may be there already; this one was live when it was made.
    DeploymentBody ofNew(
            Organization organization,
            Agent agent,
            Optional<Environment> environment,
            Optional<Deployment> before,
            Recorded<Deployment> recorded) {
        // Another may have been deployed between the looking and the deploying: then the difference is not known.
        Deployment made = recorded.value();
        Optional<Deployment> replaced = before.filter(earlier -> earlier.revision() == made.revision() - 1);
        return body(
                organization,
                agent,
                environment,
                made,
                "live",
                changes(made, replaced),
                Optional.of(recorded.applied()));
    }

    /// The newest revision, to tell what the next one changes. Looked up before, so that a store failing
    /// afterwards cannot deny what is done.
    Optional<Deployment> newest(Agent agent, EnvironmentId environment) {
        int revision = deployments.newestRevision(agent.organization(), agent.id(), environment);
        return deployments.find(agent.organization(), agent.id(), environment, revision);
    }

    /// The answer to undeploying.
    DeploymentBody ofEnded(
            Organization organization,
            Agent agent,
            Optional<Environment> environment,
            Optional<Deployment> before,
            Recorded<Deployment> recorded) {
        return body(
                organization,
                agent,
                environment,
                recorded.value(),
                "undeployed",
                changes(recorded.value(), before),
                Optional.of(recorded.applied()));
    }

    private Set<DeploymentId> live(Agent agent) {
        return deployments.listLive(agent.organization(), agent.id()).stream()
                .map(Deployment::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String status(Deployment deployment, boolean isLive) {
        if (deployment.undeployedAt().isPresent()) {
            return "undeployed";
        }
        return isLive ? "live" : "superseded";
    }

    private DeploymentBody body(
            Organization organization,
            Agent agent,
            Optional<Environment> environment,
            Deployment deployment,
            String status,
            List<FieldChangeBody> changes,
            Optional<Applied> applied) {
        return new DeploymentBody(
                deployment.id().value(),
                agent.slug().value(),
                environment
                        .map(found -> found.slug().value())
                        .orElse(deployment.environment().value()),
                deployment.revision(),
                deployment.copyOf(),
                SettingsBody.of(deployment.settings()),
                changes,
                status,
                environment.map(found -> installation.invokeUrl(organization.slug(), found.slug(), agent.slug())),
                deployment.created().at(),
                deployment.created().by(),
                deployment.undeployedAt(),
                applied.map(AppliedBody::of));
    }
}
